//! Interleaved timing.

use std::time::Instant;

/// Nanoseconds per call of each of two functions: medians over `rounds` rounds of `calls` calls, in turns.
pub(crate) fn pair(rounds: usize, calls: usize, a: impl FnMut(), b: impl FnMut()) -> (f64, f64) {
    let mut times = in_turns(rounds, calls, a, b);
    (median(&mut times.0), median(&mut times.1))
}

/// The same, of the quicker half: what other programs disturb is what is spread over several cores.
pub(crate) fn undisturbed(
    rounds: usize,
    calls: usize,
    a: impl FnMut(),
    b: impl FnMut(),
) -> (f64, f64) {
    let (mut a, mut b) = in_turns(rounds, calls, a, b);
    let quicker = |times: &mut Vec<f64>| {
        median(times);
        times.truncate(times.len() / 2);
        median(times)
    };
    (quicker(&mut a), quicker(&mut b))
}

fn in_turns(
    rounds: usize,
    calls: usize,
    mut a: impl FnMut(),
    mut b: impl FnMut(),
) -> (Vec<f64>, Vec<f64>) {
    let mut times = (Vec::new(), Vec::new());
    for round in 0..rounds + 2 {
        let (first, second) = if round % 2 == 0 {
            let first = time(calls, &mut a);
            (first, time(calls, &mut b))
        } else {
            let second = time(calls, &mut b);
            (time(calls, &mut a), second)
        };
        // The first two rounds warm up and let the site learn.
        if round >= 2 {
            times.0.push(first);
            times.1.push(second);
        }
    }
    times
}

fn time(calls: usize, f: &mut impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        f();
    }
    start.elapsed().as_nanos() as f64 / calls as f64
}

/// Nanoseconds of one call.
pub(crate) fn once<R>(f: impl FnOnce() -> R) -> f64 {
    let start = Instant::now();
    std::hint::black_box(f());
    start.elapsed().as_nanos() as f64
}

/// The middle value.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
