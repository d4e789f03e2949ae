//! The first call of a site: each measurement is a new process, in which nothing is learned yet.

use crate::{call, timing};
use std::process::Command;

/// Whether this process is one measurement; then it is done.
pub(crate) fn is_measurement() -> bool {
    let (Ok(nanos), Ok(n)) = (
        std::env::var("AMORSIZE_BENCH_NANOS"),
        std::env::var("AMORSIZE_BENCH_N"),
    ) else {
        return false;
    };
    let (plain, annotated) = call::first(nanos.parse().unwrap_or(1.0), n.parse().unwrap_or(1));
    println!("{plain} {annotated}");
    true
}

/// Starts this program once per measurement, each cell in turn.
pub(crate) fn report() {
    let program = std::env::current_exe().expect("the program's own path");
    let cells = [
        ("1 ns", 2.0, 1_000usize),
        ("1 ns", 2.0, 10_000_000),
        ("50 ns", 50.0, 10),
        ("50 ns", 50.0, 64),
        ("50 ns", 50.0, 1_000),
        ("50 ns", 50.0, 10_000),
        ("50 ns", 50.0, 100_000),
        ("10 us", 10_000.0, 10),
        ("10 us", 10_000.0, 100),
        ("10 us", 10_000.0, 1_000),
    ];
    let mut found = vec![(Vec::new(), Vec::new()); cells.len()];
    for _ in 0..15 {
        for ((_, nanos, n), (ratios, added)) in cells.iter().zip(&mut found) {
            let out = Command::new(&program)
                .env("AMORSIZE_BENCH_NANOS", nanos.to_string())
                .env("AMORSIZE_BENCH_N", n.to_string())
                .output()
                .expect("this program runs");
            let text = String::from_utf8(out.stdout).expect("numbers");
            let numbers: Vec<f64> = text
                .split_whitespace()
                .filter_map(|word| word.parse().ok())
                .collect();
            let [plain, annotated] = numbers[..] else {
                panic!("two numbers, not {text:?}");
            };
            ratios.push(plain / annotated);
            added.push((annotated - plain) / 1_000.0);
        }
    }
    println!("| items | n | as fast as plain | added, us |");
    println!("|---|---|---|---|");
    for ((label, _, n), (ratios, added)) in cells.iter().zip(&mut found) {
        println!(
            "| {label} | {n} | {:.2} x | {:+.1} |",
            timing::median(ratios),
            timing::median(added)
        );
    }
}
