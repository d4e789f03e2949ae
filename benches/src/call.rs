//! Calls of a site that has learned.

use crate::timing;
use std::hint::black_box;

/// The plain function and its annotated twin, from one text.
macro_rules! twin {
    ($(fn $name:ident $(<const $case:ident: usize>)? ($($arg:ident: $ty:ty),*) -> $out:ty $body:block)*) => {
        pub(crate) mod plain { $( #[inline(never)] #[allow(clippy::needless_range_loop)] pub(crate) fn $name $(<const $case: usize>)? ($($arg: $ty),*) -> $out $body )* }
        pub(crate) mod annotated { $( #[inline(never)] #[allow(clippy::needless_range_loop, deprecated)] #[amorsize::parallel] pub(crate) fn $name $(<const $case: usize>)? ($($arg: $ty),*) -> $out $body )* }
    };
}

twin! {
    fn count(items: &[u32]) -> u64 {
        let mut sum = 0u64;
        for x in items {
            sum += u64::from(*x ^ 0x55);
        }
        sum
    }

    fn scale(items: &[u32], out: &mut [u32]) -> u32 {
        for i in 0..items.len() {
            out[i] = items[i].rotate_left(3) ^ 7;
        }
        out.len() as u32
    }

    fn float_sum(items: &[f64]) -> f64 {
        let mut sum = 0.0;
        for x in items {
            sum += x * 1.5;
        }
        sum
    }

    // A site of its own per case: what an item costs depends on `rounds`.
    fn work<const CASE: usize>(rounds: u32, out: &mut [u64]) -> u64 {
        for i in 0..out.len() {
            let mut x = i as u64 | 1;
            for _ in 0..rounds {
                x = x.wrapping_mul(6_364_136_223_846_793_005).rotate_left(17) ^ 0x9E37;
            }
            out[i] = x;
        }
        out[0]
    }

    fn uneven(rounds: &[u32], out: &mut [u64]) -> u64 {
        for i in 0..out.len() {
            let mut x = i as u64 | 1;
            for _ in 0..rounds[i] {
                x = x.wrapping_mul(6_364_136_223_846_793_005).rotate_left(17) ^ 0x9E37;
            }
            out[i] = x;
        }
        out[0]
    }

    fn nested(rounds: u32, table: &mut [Vec<u64>]) -> u64 {
        for row in table.iter_mut() {
            work::<10>(rounds, row);
        }
        table[0][0]
    }
}

/// The fixed cost of a call that is decided serial.
pub(crate) fn report() {
    for n in [1usize, 8, 64] {
        let items: Vec<u32> = (0..n as u32).collect();
        let floats: Vec<f64> = items.iter().map(|&x| f64::from(x)).collect();
        let mut out = vec![0u32; n];
        let mut out2 = out.clone();
        let show = |name: &str, (plain, annotated): (f64, f64)| {
            println!(
                "  n = {n:2}  {name:10} {:+5.2} ns ({:.2} x)",
                annotated - plain,
                annotated / plain
            );
        };
        let calls = 20_000;
        show(
            "u64 sum",
            timing::pair(
                101,
                calls,
                || {
                    black_box(plain::count(black_box(&items)));
                },
                || {
                    black_box(annotated::count(black_box(&items)));
                },
            ),
        );
        show(
            "map",
            timing::pair(
                101,
                calls,
                || {
                    black_box(plain::scale(black_box(&items), black_box(&mut out)));
                },
                || {
                    black_box(annotated::scale(black_box(&items), black_box(&mut out2)));
                },
            ),
        );
        show(
            "f64 sum",
            timing::pair(
                101,
                calls,
                || {
                    black_box(plain::float_sum(black_box(&floats)));
                },
                || {
                    black_box(annotated::float_sum(black_box(&floats)));
                },
            ),
        );
    }
}

/// Rounds of the inner loop that take about so many nanoseconds.
pub(crate) fn rounds_for(nanos: f64) -> u32 {
    let mut out = vec![0u64; 64];
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = std::time::Instant::now();
            black_box(plain::work::<0>(black_box(1000), &mut out));
            start.elapsed().as_nanos() as f64 / 64.0 / 1000.0
        })
        .collect();
    (nanos / timing::median(&mut times)).max(1.0) as u32
}

/// Loops of several sizes after the site has learned.
pub(crate) fn later() {
    sizes::<1>("1 ns items", 2.0, &[8, 64, 512, 4096, 32_768, 262_144]);
    sizes::<2>("50 ns items", 50.0, &[1, 8, 64, 512, 4096, 32_768]);
    sizes::<3>("10 us items", 10_000.0, &[1, 8, 64, 512]);
}

fn sizes<const CASE: usize>(label: &str, nanos: f64, sizes: &[usize]) {
    let rounds = rounds_for(nanos);
    for &n in sizes {
        let (mut a, mut b) = (vec![0u64; n], vec![0u64; n]);
        let calls = (200_000.0 / (nanos * n as f64)).ceil().clamp(1.0, 10_000.0) as usize;
        let (plain, annotated) = timing::pair(
            31,
            calls,
            || {
                black_box(plain::work::<CASE>(black_box(rounds), &mut a));
            },
            || {
                black_box(annotated::work::<CASE>(black_box(rounds), &mut b));
            },
        );
        println!(
            "  {label:12} n = {n:6}  annotated is {:.2} x as fast as plain",
            plain / annotated
        );
    }
}

/// One call in a fresh process: nanoseconds of plain and annotated.
pub(crate) fn first(nanos: f64, n: usize) -> (f64, f64) {
    let rounds = rounds_for(nanos);
    let (mut a, mut b) = (vec![1u64; n], vec![1u64; n]);
    let time = |f: &mut dyn FnMut()| {
        let start = std::time::Instant::now();
        f();
        start.elapsed().as_nanos() as f64
    };
    let before = time(&mut || {
        black_box(plain::work::<0>(black_box(rounds), &mut a));
    });
    let annotated = time(&mut || {
        black_box(annotated::work::<0>(black_box(rounds), &mut b));
    });
    let after = time(&mut || {
        black_box(plain::work::<0>(black_box(rounds), &mut a));
    });
    assert_eq!(a, b, "the attribute changed a result");
    ((before + after) / 2.0, annotated)
}
