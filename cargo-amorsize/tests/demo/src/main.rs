//! Loops of several kinds, for the tests of `cargo amorsize`.

use demo::{heavy, tiny};

fn main() {
    let mut total = 0u64;
    for round in 0..20 {
        let out = heavy(20_000 + round);
        total ^= tiny(&out[..8]);
    }
    println!("total {total}");
}
