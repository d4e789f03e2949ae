//! Each kind of tip: the gain that `explain` predicts, against what the edit then brings.
//!
//! A loop as a user may have written it is run until it is known, and its tip is read from the report; then it runs in
//! turns with the same loop after the edit.

use std::hint::black_box;
use std::time::Instant;

use crate::timing;

/// The prediction may be off by this share of what is measured.
const WITHIN: f64 = 0.3;

/// About so many seconds for a turn.
const TURN: f64 = 0.01;

/// The same function under each of these attributes.
macro_rules! twins {
    ($($name:ident = $how:meta),+; $args:tt -> $out:ty $body:block) => {
        $(#[inline(never)] #[allow(deprecated)] #[$how] fn $name $args -> $out $body)+
    };
}

/// Prints a line for each kind of tip.
pub(crate) fn report() {
    let floats: Vec<f64> = (0..1_000_000).map(f64::from).collect();
    let halves: Vec<f32> = floats.iter().map(|&value| value as f32).collect();
    let rows: Vec<Vec<u64>> = (0..400).map(|row| vec![row; 300]).collect();
    let big: Vec<Vec<u64>> = (0..3).map(|row| vec![row; 400_000]).collect();
    let wide: Vec<f64> = (0..8_000_000).map(f64::from).collect();
    let wide_halves: Vec<f32> = wide.iter().map(|&value| value as f32).collect();
    let (mut out_few, mut out_few2) = (vec![0.0; halves.len()], vec![0.0; halves.len()]);
    let mut out = vec![0.0; wide.len()];
    let mut out_halves = vec![0.0; wide.len()];

    let are_off = [
        check(
            ("strict", "float = \"blocked\""),
            || strict(black_box(&floats)),
            || blocked(black_box(&floats)),
        ),
        check(
            ("dear_strict", "float = \"blocked\""),
            || dear_strict(black_box(&floats)),
            || dear_blocked(black_box(&floats)),
        ),
        check(
            ("pushes", "in place"),
            || pushes(black_box(&floats)),
            || in_place(black_box(&floats)),
        ),
        check(
            ("one_worker", "workers"),
            || one_worker(black_box(&halves), black_box(&mut out_few)),
            || all_workers(black_box(&halves), black_box(&mut out_few2)),
        ),
        check(
            ("memory", "half of the bytes"),
            || memory(black_box(&wide), black_box(&mut out)),
            || memory_halves(black_box(&wide_halves), black_box(&mut out_halves)),
        ),
        check(
            ("uneven", "chunk = "),
            || uneven(black_box(64)),
            || uneven_chunked(black_box(64)),
        ),
        check(
            ("small", "around"),
            || many_small(black_box(&rows)),
            || around_small(black_box(&rows)),
        ),
        check(
            ("few", "smaller"),
            || few(black_box(&big)),
            || few_inner(black_box(&big)),
        ),
    ];
    let off = are_off.into_iter().filter(|is_off| *is_off).count();
    println!("  {off} off");
}

/// Whether the tip of this site that says so promises too much or too little.
fn check<A, B>(
    (site, edit): (&str, &str),
    mut before: impl FnMut() -> A,
    mut after: impl FnMut() -> B,
) -> bool {
    let mut before = || {
        black_box(before());
    };
    let mut after = || {
        black_box(after());
    };
    amorsize::reset();
    for _ in 0..60 {
        before();
    }
    let report = amorsize::report();
    let Some(known) = report.site(site) else {
        println!("  {site:12} did not run");
        return true;
    };
    let Some(tip) = known.tips.iter().find(|tip| tip.edit.contains(edit)) else {
        println!("  {site:12} no such tip:\n{}", known.explain());
        return false;
    };
    // Calls in rows, as they were when the loop was learned.
    let began = Instant::now();
    before();
    let calls = (TURN / began.elapsed().as_secs_f64())
        .ceil()
        .clamp(2.0, 100.0);
    let (slow, quick) = timing::undisturbed(31, calls as usize, &mut before, &mut after);
    let measured = slow / quick;
    let is_off = (tip.gain / measured - 1.0).abs() > WITHIN;
    println!(
        "  {site:12} predicted {:5.2}x  measured {measured:5.2}x  {}",
        tip.gain,
        if is_off { "OFF" } else { "within 30 %" }
    );
    if is_off {
        println!("{}", known.explain());
        for site in amorsize::report().sites() {
            println!("{}", site.explain());
        }
    }
    is_off
}

twins! {
    strict = amorsize::parallel, blocked = amorsize::parallel(float = "blocked");
    (values: &[f64]) -> f64 {
        let mut total = 0.0;
        for value in values {
            total += value * 1.5;
        }
        total
    }
}

twins! {
    dear_strict = amorsize::parallel, dear_blocked = amorsize::parallel(float = "blocked");
    (values: &[f64]) -> f64 {
        let mut total = 0.0;
        for value in values {
            total += value.sin().abs().sqrt().ln_1p();
        }
        total
    }
}

#[inline(never)]
#[amorsize::parallel]
fn pushes(values: &[f64]) -> Vec<f64> {
    let mut out = Vec::new();
    for value in values {
        out.push(value.sin());
    }
    out
}

#[inline(never)]
#[amorsize::parallel]
fn in_place(values: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; values.len()];
    for i in 0..values.len() {
        out[i] = values[i].sin();
    }
    out
}

twins! {
    one_worker = amorsize::parallel(workers = 1), all_workers = amorsize::parallel;
    (values: &[f32], out: &mut [f32]) -> () {
        for i in 0..values.len() {
            out[i] = values[i].sin();
        }
    }
}

#[inline(never)]
#[amorsize::parallel]
fn memory(values: &[f64], out: &mut [f64]) {
    for i in 0..values.len() {
        out[i] = values[i] * 3.0 + 1.0;
    }
}

#[inline(never)]
#[amorsize::parallel]
fn memory_halves(values: &[f32], out: &mut [f32]) {
    for i in 0..values.len() {
        out[i] = values[i] * 3.0 + 1.0;
    }
}

/// One item in eight takes fifty times as long, and they come together.
fn skewed(i: u64, n: u64) -> u64 {
    let rounds = if i * 8 > n * 7 { 25_000 } else { 500 };
    (0..rounds).fold(i, |x, _| {
        x.wrapping_mul(6_364_136_223_846_793_005).rotate_left(9)
    })
}

twins! {
    uneven = amorsize::parallel(chunk = 16), uneven_chunked = amorsize::parallel(chunk = 2);
    (n: u64) -> u64 {
        let mut sum = 0u64;
        for i in 0..n {
            sum = sum.wrapping_add(skewed(i, n));
        }
        sum
    }
}

fn mixed(value: &u64) -> u64 {
    (value ^ 0x55).wrapping_mul(0x9e37_79b9).rotate_left(7) % 1013
}

#[inline(never)]
#[amorsize::parallel]
fn small(row: &[u64]) -> u64 {
    let mut sum = 0u64;
    for value in row {
        sum = sum.wrapping_add(mixed(value));
    }
    sum
}

fn many_small(rows: &[Vec<u64>]) -> u64 {
    rows.iter()
        .fold(0, |sum, row| u64::wrapping_add(sum, small(row)))
}

twins! {
    around_small = amorsize::parallel, few = amorsize::parallel;
    (rows: &[Vec<u64>]) -> u64 {
        let mut sum = 0u64;
        for row in rows {
            let mut own = 0u64;
            for value in row {
                own = own.wrapping_add(mixed(value));
            }
            sum = sum.wrapping_add(own);
        }
        sum
    }
}

#[inline(never)]
#[amorsize::parallel]
fn few_inner(rows: &[Vec<u64>]) -> u64 {
    let mut sum = 0u64;
    for row in rows {
        let mut own = 0u64;
        #[parallel]
        for value in row {
            own = own.wrapping_add(mixed(value));
        }
        sum = sum.wrapping_add(own);
    }
    sum
}
