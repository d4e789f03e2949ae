//! The first call of a site: each measurement is a process of its own.

use std::process::Command;
use std::time::Instant;

use crate::measure::middle;
use crate::peers::Peer;
use crate::work::{Cell, compute, grid};

/// Prints a line per cell and peer, in the form of [`crate::measure::cell`], for cells whose index is `part` modulo `parts`.
pub fn report(part: usize, parts: usize, rounds: usize) {
    let program = std::env::current_exe().expect("the program's own path");
    for (index, cell) in grid()
        .iter()
        .enumerate()
        .filter(|(index, _)| index % parts == part)
    {
        // In a process that is just starting, and in one whose threads were made for other loops.
        for tag in ["first of process", "first of site"] {
            let mut times: [Vec<f64>; 3] = Default::default();
            for _ in 0..rounds {
                for (slot, peer) in [(1, "Rayon"), (2, "Amorsize")] {
                    let out = Command::new(&program)
                        .args(["first-once", &index.to_string(), tag, peer])
                        .output();
                    let text =
                        String::from_utf8(out.expect("this program runs").stdout).expect("numbers");
                    let found: Vec<f64> = text
                        .split_whitespace()
                        .filter_map(|word| word.parse().ok())
                        .collect();
                    assert_eq!(found.len(), 2, "{}: {text}", cell.name());
                    if slot == 2 {
                        times[0].push(found[0]);
                    }
                    times[slot].push(found[1]);
                }
            }
            let plain = times[0].clone();
            for (peer, mut times) in [Peer::Plain, Peer::Rayon, Peer::Amorsize]
                .into_iter()
                .zip(times)
            {
                let mut ratios: Vec<f64> = times
                    .iter()
                    .zip(&plain)
                    .map(|(time, plain)| time / plain)
                    .collect();
                let (median, paired) = (middle(&mut times), middle(&mut ratios));
                let work = cell.work.replace(',', ";");
                println!(
                    "{tag},{work},{},{peer:?},{median:.1},{median:.1},{median:.1},{median:.1},{paired:.4}",
                    cell.n
                );
            }
        }
    }
}

/// One measurement: nanoseconds of the plain loop, and of the peer's first call.
pub fn once(cell: &Cell, tag: &str, peer: Peer) {
    let mut work = (cell.make)();
    if tag == "first of site" {
        compute::make_helpers();
        rayon::broadcast(|_| ());
    }
    let mut time = |peer: Peer| {
        let start = Instant::now();
        work.run(peer);
        let nanos = start.elapsed().as_nanos() as f64;
        work.clear();
        nanos
    };
    // Memory and caches are warm for all; only the peer's own code runs for the first time.
    let mut plain = [0.0; 3].map(|_| time(Peer::Plain));
    println!("{} {}", middle(&mut plain), time(peer));
}
