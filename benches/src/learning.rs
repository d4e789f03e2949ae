//! How soon a site does the right thing: convergence, promotion within a call, drift.

use crate::call::{self, annotated, plain};
use crate::timing::{median, once};

/// Calls looked at after a start from nothing, or after a change.
const CALLS: usize = 40;
/// A call is right if it takes less than this, against what it takes in the end.
const RIGHT: f64 = 1.25;

/// The number of the first call from which on nine of ten are right; calls count from 1.
fn right_from(times: &[f64]) -> usize {
    let steady = median(&mut times[times.len() / 2..].to_vec());
    let is_right = |time: &f64| *time < steady * RIGHT;
    let share =
        |rest: &[f64]| rest.iter().filter(|time| is_right(time)).count() as f64 / rest.len() as f64;
    (0..times.len())
        .find(|&at| is_right(&times[at]) && share(&times[at..]) >= 0.9)
        .map_or(times.len(), |at| at + 1)
}

fn middle(mut values: Vec<f64>) -> f64 {
    median(&mut values)
}

/// From the first call of a site.
pub(crate) fn convergence() {
    println!("| items | n | first call / later ones | right from call |");
    println!("|---|---|---|---|");
    for (label, nanos, n) in [
        ("50 ns", 50.0, 64),
        ("50 ns", 50.0, 1_000),
        ("50 ns", 50.0, 100_000),
        ("1 us", 1_000.0, 100),
        ("10 us", 10_000.0, 8),
        ("10 us", 10_000.0, 100),
    ] {
        let rounds = call::rounds_for(nanos);
        let mut out = vec![0u64; n];
        let (mut first, mut right) = (Vec::new(), Vec::new());
        for _ in 0..9 {
            amorsize::reset();
            let times: Vec<f64> = (0..CALLS)
                .map(|_| once(|| annotated::work::<4>(rounds, &mut out)))
                .collect();
            first.push(times[0] / median(&mut times[CALLS / 2..].to_vec()));
            right.push(right_from(&times) as f64);
        }
        println!(
            "| {label} | {n} | {:.2} | {} |",
            middle(first),
            middle(right)
        );
    }
}

/// A loop that turns dear after a quarter, in the first call of its site.
pub(crate) fn promotion() {
    println!("| items | n | as fast as plain | at best |");
    println!("|---|---|---|---|");
    for (cheap, dear, n) in [(20.0, 10_000.0, 400), (20.0, 2_000.0, 4_000)] {
        let costs: Vec<u32> = (0..n)
            .map(|i| call::rounds_for(if i < n / 4 { cheap } else { dear }))
            .collect();
        let mut out = vec![0u64; n];
        let (mut ratios, ideal) = (Vec::new(), 2.0);
        for _ in 0..9 {
            amorsize::reset();
            let before = once(|| plain::uneven(&costs, &mut out));
            let time = once(|| annotated::uneven(&costs, &mut out));
            let after = once(|| plain::uneven(&costs, &mut out));
            ratios.push((before + after) / 2.0 / time);
        }
        println!(
            "| {cheap} ns, then {dear} ns | {n} | {:.2} x | {ideal:.2} x |",
            middle(ratios)
        );
    }
}

/// Bodies that become ten times dearer or cheaper after the site has learned.
pub(crate) fn drift() {
    println!("| items before | after | n | right again from call |");
    println!("|---|---|---|---|");
    for (before, after, n) in [
        (50.0, 500.0, 200),
        (500.0, 50.0, 200),
        (1_000.0, 10_000.0, 16),
        (10_000.0, 1_000.0, 16),
        (20.0, 200.0, 64),
        (100.0, 1_000.0, 10_000),
    ] {
        let (old, new) = (call::rounds_for(before), call::rounds_for(after));
        let mut out = vec![0u64; n];
        let mut right = Vec::new();
        for _ in 0..9 {
            amorsize::reset();
            let calls = (20e6 / (before * n as f64)).clamp(50.0, 20_000.0) as usize;
            for _ in 0..calls {
                annotated::work::<5>(old, &mut out);
            }
            let times: Vec<f64> = (0..CALLS)
                .map(|_| once(|| annotated::work::<5>(new, &mut out)))
                .collect();
            right.push(right_from(&times) as f64);
        }
        println!("| {before} ns | {after} ns | {n} | {} |", middle(right));
    }
}
