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
    println!("ratio {}", plain / annotated);
    true
}

/// Starts this program once per measurement.
pub(crate) fn report() {
    let program = std::env::current_exe().expect("the program's own path");
    for (label, nanos, sizes) in [
        ("1 ns items", "2", [1000usize, 100_000, 10_000_000]),
        ("50 ns items", "50", [10, 1000, 100_000]),
        ("10 us items", "10000", [10, 100, 1000]),
    ] {
        for n in sizes {
            let mut ratios: Vec<f64> = (0..9)
                .filter_map(|_| {
                    let out = Command::new(&program)
                        .env("AMORSIZE_BENCH_NANOS", nanos)
                        .env("AMORSIZE_BENCH_N", n.to_string())
                        .output()
                        .ok()?;
                    let text = String::from_utf8(out.stdout).ok()?;
                    text.lines()
                        .find_map(|l| l.strip_prefix("ratio ")?.parse().ok())
                })
                .collect();
            println!(
                "  {label:12} n = {n:8}  annotated is {:.2} x as fast as plain",
                timing::median(&mut ratios)
            );
        }
    }
}
