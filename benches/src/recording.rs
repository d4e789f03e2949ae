//! What recording costs: the same calls with and without `AMORSIZE_REPORT`, each in a process of its own, in turns.

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::timing;

/// Set in the processes that measure.
const MEASURE: &str = "AMORSIZE_BENCH_RECORDING";
/// Turns of the two.
const ROUNDS: usize = 15;
/// Recording may cost this share.
const ALLOWED: f64 = 0.01;
/// Lengths: from some ten microseconds to some milliseconds of the loops below.
const LENGTHS: [usize; 4] = [4_000, 20_000, 200_000, 1_000_000];
const LOOPS: [&str; 4] = ["map", "count", "float sum", "push"];

/// Whether this process is one measurement; then it is done.
pub(crate) fn is_measurement() -> bool {
    let is_one = std::env::var_os(MEASURE).is_some();
    if is_one {
        for n in LENGTHS {
            let times: Vec<String> = cells(n).iter().map(f64::to_string).collect();
            println!("{}", times.join(" "));
        }
    }
    is_one
}

/// Nanoseconds of a call of each loop: the lower quartile.
fn cells(n: usize) -> [f64; LOOPS.len()] {
    let values: Vec<f64> = (0..n).map(|i| i as f64).collect();
    let mut out = vec![0.0; n];
    [
        quartile(|| map(black_box(&values), black_box(&mut out))),
        quartile(|| {
            black_box(count(black_box(&values)));
        }),
        quartile(|| {
            black_box(float_sum(black_box(&values)));
        }),
        quartile(|| {
            black_box(push(black_box(&values)));
        }),
    ]
}

fn quartile(mut call: impl FnMut()) -> f64 {
    let mut times = Vec::new();
    let began = Instant::now();
    while times.len() < 40 || began.elapsed() < Duration::from_millis(40) {
        let start = Instant::now();
        call();
        times.push(start.elapsed().as_nanos() as f64);
    }
    // The first ones teach.
    times.drain(..20);
    times.sort_by(f64::total_cmp);
    times[times.len() / 4]
}

/// Prints what recording adds to each cell, and their median.
pub(crate) fn report() {
    let file = std::env::temp_dir().join(format!("amorsize-recording-{}.json", std::process::id()));
    let mut ratios = vec![Vec::new(); LENGTHS.len() * LOOPS.len()];
    let mut plain = vec![Vec::new(); ratios.len()];
    for round in 0..ROUNDS {
        let (off, on) = if round % 2 == 0 {
            let off = measure(None);
            (off, measure(Some(&file)))
        } else {
            let on = measure(Some(&file));
            (measure(None), on)
        };
        for (cell, (off, on)) in off.into_iter().zip(on).enumerate() {
            ratios[cell].push(on / off);
            plain[cell].push(off);
        }
    }
    let _ = std::fs::remove_file(file);
    let mut medians = Vec::new();
    for (cell, (ratios, plain)) in ratios.iter_mut().zip(&mut plain).enumerate() {
        let median = timing::median(ratios);
        println!(
            "  {:10} n = {:8} {:9.1} us  recording adds {:+5.1} %",
            LOOPS[cell % LOOPS.len()],
            LENGTHS[cell / LOOPS.len()],
            timing::median(plain) / 1e3,
            (median - 1.0) * 100.0
        );
        medians.push(median);
    }
    let median = timing::median(&mut medians) - 1.0;
    println!(
        "  median of the cells {:+.2} %; allowed {:.0} %",
        median * 100.0,
        ALLOWED * 100.0
    );
}

fn measure(file: Option<&std::path::Path>) -> Vec<f64> {
    let program = std::env::current_exe().expect("the program's own path");
    let mut command = Command::new(program);
    command.env(MEASURE, "1");
    match file {
        Some(file) => command.env("AMORSIZE_REPORT", file),
        None => command.env_remove("AMORSIZE_REPORT"),
    };
    let output = command.output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("numbers");
    text.split_whitespace()
        .map(|word| word.parse().expect("a number"))
        .collect()
}

#[inline(never)]
#[amorsize::parallel]
fn map(values: &[f64], out: &mut [f64]) {
    for i in 0..values.len() {
        out[i] = (values[i] + 1.0).sqrt().sqrt();
    }
}

#[inline(never)]
#[amorsize::parallel]
fn count(values: &[f64]) -> u64 {
    let mut sum = 0u64;
    for value in values {
        sum = sum.wrapping_add(value.to_bits() % 1009);
    }
    sum
}

#[inline(never)]
#[amorsize::parallel]
fn float_sum(values: &[f64]) -> f64 {
    let mut sum = 0.0;
    for value in values {
        sum += value.sqrt().sin();
    }
    sum
}

#[inline(never)]
#[amorsize::parallel]
fn push(values: &[f64]) -> Vec<f64> {
    let mut out = Vec::new();
    for value in values {
        out.push(value.sqrt().sin());
    }
    out
}
