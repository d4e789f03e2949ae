//! Loops that are not alone: a noisy neighbour, two callers, nesting.

use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::call::{self, annotated, plain};
use crate::timing::{median, once};

/// Set where this process is to keep a core busy, until it is killed.
const BURN: &str = "AMORSIZE_BENCH_BURN";

/// Whether this process is a neighbour; it does not come back then.
pub(crate) fn is_neighbour() -> bool {
    if std::env::var_os(BURN).is_none() {
        return false;
    }
    let born = Instant::now();
    // Not for ever, should nobody be left to end it.
    while born.elapsed() < Duration::from_secs(60) {
        std::hint::spin_loop();
    }
    true
}

struct Neighbours(Vec<Child>);

impl Neighbours {
    /// One per CPU.
    fn move_in() -> Self {
        let program = std::env::current_exe().expect("the program's own path");
        let burn = |_| {
            let mut command = Command::new(&program);
            command.env(BURN, "1").spawn().expect("this program runs")
        };
        Self((0..amorsize::machine().logical).map(burn).collect())
    }
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        for child in &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

const CELLS: [(f64, usize); 6] = [
    (50.0, 64),
    (50.0, 1_000),
    (50.0, 20_000),
    (10_000.0, 8),
    (10_000.0, 64),
    (10_000.0, 512),
];

/// Annotated over plain while every core has other work, at once and after some seconds.
pub(crate) fn noisy_neighbour() {
    println!("| | cells, annotated / plain | geometric mean |");
    println!("|---|---|---|");
    let mut cells: Vec<_> = CELLS
        .map(|(nanos, n)| (call::rounds_for(nanos), nanos * n as f64, vec![0u64; n]))
        .into();
    let mut round = |label: &str, seconds: f64| {
        let mut ratios = vec![Vec::new(); cells.len()];
        let began = Instant::now();
        while began.elapsed().as_secs_f64() < seconds {
            for (ratios, (rounds, work, out)) in ratios.iter_mut().zip(&mut cells) {
                // Many calls to a measurement: a slice of the neighbour's takes milliseconds.
                let calls = (6e6 / *work).ceil() as usize;
                let mut many = |f: fn(u32, &mut [u64]) -> u64| {
                    once(|| (0..calls).map(|_| f(*rounds, out)).sum::<u64>())
                };
                let one = many(plain::work::<6>);
                let other = many(annotated::work::<6>);
                ratios.push(other / one);
            }
        }
        let middles: Vec<f64> = ratios.iter_mut().map(|ratios| median(ratios)).collect();
        let mean = middles.iter().map(|ratio| ratio.ln()).sum::<f64>() / middles.len() as f64;
        let cells: Vec<String> = middles.iter().map(|ratio| format!("{ratio:.2}")).collect();
        println!("| {label} | {} | {:.2} |", cells.join(", "), mean.exp());
    };
    round("quiet", 3.0);
    let neighbours = Neighbours::move_in();
    round("every core busy, first 3 s", 3.0);
    round("every core busy, next 5 s", 5.0);
    drop(neighbours);
    std::thread::sleep(Duration::from_secs(2));
    round("quiet again", 3.0);
}

/// Two threads in one site, and a site in a site.
pub(crate) fn callers() {
    println!("| | items | n | annotated / plain |");
    println!("|---|---|---|---|");
    for (nanos, n) in [(50.0, 64), (50.0, 1_000), (1_000.0, 1_000)] {
        let rounds = call::rounds_for(nanos);
        let calls = (4e6 / (nanos * n as f64)).ceil() as usize;
        let both = |f: fn(u32, &mut [u64]) -> u64| {
            once(|| {
                std::thread::scope(|scope| {
                    for _ in 0..2 {
                        scope.spawn(|| {
                            let mut out = vec![0u64; n];
                            (0..calls).map(|_| f(rounds, &mut out)).sum::<u64>()
                        });
                    }
                });
            })
        };
        let mut ratios: Vec<f64> = (0..21)
            .map(|_| both(annotated::work::<7>) / both(plain::work::<7>))
            .collect();
        println!(
            "| two callers | {nanos} ns | {n} | {:.2} |",
            median(&mut ratios)
        );
    }
    for (rows, n) in [(2, 1_000), (8, 100), (8, 10_000)] {
        let rounds = call::rounds_for(50.0);
        let mut table = vec![vec![0u64; n]; rows];
        let mut ratios: Vec<f64> = (0..21)
            .map(|_| {
                let other = once(|| annotated::nested(rounds, &mut table));
                other / once(|| plain::nested(rounds, &mut table))
            })
            .collect();
        println!(
            "| nested, {rows} rows | 50 ns | {n} | {:.2} |",
            median(&mut ratios)
        );
    }
}
