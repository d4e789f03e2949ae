//! Loops of each kind, run for real: `explain` must name what keeps each from being faster.

use std::hint::black_box;
use std::time::Duration;

/// Prints what `explain` says of each kind.
pub(crate) fn report() {
    let wide: Vec<f64> = (0..8_000_000).map(f64::from).collect();
    let mut out = vec![0.0; wide.len()];
    let mut out2 = vec![0; 2_000];
    for round in 0..30 {
        memory_bound(black_box(&wide), black_box(&mut out));
        black_box(uneven(black_box(400)));
        black_box(strict_float(black_box(&wide[..1_000_000])));
        waiting(black_box(40), black_box(&mut out2));
        outer(black_box(200 + round), black_box(&mut out2));
        for _ in 0..200 {
            black_box(tiny(black_box(&wide[..16])));
        }
    }
    let report = amorsize::report();
    // Two cores of some machines do not use up what the memory gives.
    let dearer = report
        .site("memory_bound")
        .and_then(|site| site.measured.as_ref()?.inflation);
    let is_short = dearer.is_some_and(|factor| factor > 1.25);
    let memory = if is_short {
        "memory bound"
    } else {
        "every thread of the pool takes part"
    };
    let expected = [
        ("memory_bound", memory),
        ("uneven", ", uneven (CV"),
        ("tiny", "helpers cost"),
        ("inner", "inside of another parallel loop"),
        ("strict_float", "merging in source order"),
        ("waiting", ", waiting ("),
    ];
    let mut wrong = 0;
    for (site, what) in expected {
        let text = report
            .site(site)
            .map_or_else(String::new, |site| site.explain().to_string());
        if !text.contains(what) {
            wrong += 1;
            println!("  {site}: no `{what}`:");
        }
        println!("{text}");
    }
    println!("  {wrong} wrong");
}

#[amorsize::parallel]
fn memory_bound(values: &[f64], out: &mut [f64]) {
    for i in 0..values.len() {
        out[i] = values[i] + 1.0;
    }
}

fn spin(i: u64, rounds: u64) -> u64 {
    (0..rounds).fold(i, |x, _| {
        x.wrapping_mul(6_364_136_223_846_793_005).rotate_left(9)
    })
}

#[amorsize::parallel]
fn uneven(n: u64) -> u64 {
    let mut sum = 0u64;
    for i in 0..n {
        let rounds = if i % 100 < 10 { 20_000 } else { 200 };
        sum = sum.wrapping_add(spin(i, rounds));
    }
    sum
}

#[amorsize::parallel]
fn tiny(values: &[f64]) -> u64 {
    let mut sum = 0u64;
    for value in values {
        sum ^= value.to_bits();
    }
    sum
}

#[amorsize::parallel]
fn outer(n: u64, out: &mut [u64]) {
    for i in 0..n as usize {
        out[i] = inner(i as u64);
    }
}

#[amorsize::parallel]
fn inner(start: u64) -> u64 {
    let mut sum = 0u64;
    for i in 0..2_000 {
        sum = sum.wrapping_add(spin(start + i, 4));
    }
    sum
}

#[allow(deprecated)]
#[amorsize::parallel]
fn strict_float(values: &[f64]) -> f64 {
    let mut sum = 0.0;
    for value in values {
        sum += value * 1.5;
    }
    sum
}

#[amorsize::parallel]
fn waiting(n: u64, out: &mut [u64]) {
    for i in 0..n as usize {
        std::thread::sleep(Duration::from_micros(300));
        out[i] = i as u64;
    }
}
