//! Loops as people write them: benchmarks and everyday programs, each written from its published description in its plain
//! serial form and then annotated, from one source text. `cargo run --release --example ports [-- [--small] NAME…]`.
//!
//! Shows how long the plain program and the annotated one take, taking turns, and whether both gave the same bits; verifies
//! the results where the description publishes a value; ends with what was decided for each loop.

// What people write is what is wanted here.
#![allow(clippy::all, deprecated)]

mod judge;
mod programs;
mod stopwatch;

use std::process::ExitCode;

use judge::Size;
use programs::PROGRAMS;
use stopwatch::Stopwatch;

fn main() -> ExitCode {
    let (flags, wanted): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument == "--small");
    let size = if flags.is_empty() {
        Size::Real
    } else {
        Size::Small
    };
    if let Some(unknown) = wanted
        .iter()
        .find(|w| PROGRAMS.iter().all(|p| p.name != **w))
    {
        let names: Vec<&str> = PROGRAMS.iter().map(|p| p.name).collect();
        eprintln!("no program `{unknown}`; there are {}", names.join(", "));
        return ExitCode::from(2);
    }
    let mut watch = Stopwatch::default();
    println!("{}", Stopwatch::HEADER);
    for program in PROGRAMS {
        if wanted.is_empty() || wanted.iter().any(|w| w == program.name) {
            programs::run(program, size, &mut watch);
        }
    }
    println!("\n{}", amorsize::report());
    if watch.all_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
