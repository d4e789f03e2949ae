//! What the attribute costs and brings, against the same loops without it.
//!
//! `cargo run --release -p amorsize-benches`. Plain and annotated run in turns in one process; what is printed are medians
//! and ratios, because absolute times say more about the machine's other work than about the code.

mod call;
mod first;
mod timing;

fn main() {
    if first::is_measurement() {
        return;
    }
    println!("decided serial: what a call adds to the plain loop");
    call::report();
    println!("\nfirst call of a site, in a process of its own");
    first::report();
    println!("\nlater calls");
    call::later();
}
