//! Items that only compute: each says how long it takes. A site of its own per kind.

use std::sync::LazyLock;

use super::shapes::Map;
use super::{Cell, twins};

twins! {
    #[amorsize::parallel]
    fn items_100ns(items: &[u32], out: &mut [u64]) {
        for (o, rounds) in out.iter_mut().zip(items) {
            *o = spin(*rounds);
        }
    }

    #[amorsize::parallel]
    fn items_10us(items: &[u32], out: &mut [u64]) {
        for (o, rounds) in out.iter_mut().zip(items) {
            *o = spin(*rounds);
        }
    }

    #[amorsize::parallel]
    fn items_1ms(items: &[u32], out: &mut [u64]) {
        for (o, rounds) in out.iter_mut().zip(items) {
            *o = spin(*rounds);
        }
    }

    #[amorsize::parallel]
    fn tail_random(items: &[u32], out: &mut [u64]) {
        for (o, rounds) in out.iter_mut().zip(items) {
            *o = spin(*rounds);
        }
    }

    #[amorsize::parallel]
    fn tail_falling(items: &[u32], out: &mut [u64]) {
        for (o, rounds) in out.iter_mut().zip(items) {
            *o = spin(*rounds);
        }
    }

    #[amorsize::parallel]
    fn tail_rising(items: &[u32], out: &mut [u64]) {
        for (o, rounds) in out.iter_mut().zip(items) {
            *o = spin(*rounds);
        }
    }

    #[amorsize::parallel]
    fn warm_up(out: &mut [u64]) {
        for o in out.iter_mut() {
            *o = spin(1000);
        }
    }
}

#[inline(always)]
pub fn spin(rounds: u32) -> u64 {
    let mut x = u64::from(rounds);
    for _ in 0..rounds {
        x = x.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17) ^ 0xD6E8_FEB8_6659_FD93;
    }
    x
}

/// Rounds of `spin` in a nanosecond.
pub fn rounds(nanos: f64) -> u32 {
    static PER_NANO: LazyLock<f64> = LazyLock::new(|| {
        let times = (0..50).map(|_| {
            let start = std::time::Instant::now();
            std::hint::black_box(spin(std::hint::black_box(20_000)));
            start.elapsed().as_nanos() as f64
        });
        20_000.0 / times.fold(f64::MAX, f64::min)
    });
    (nanos * *PER_NANO).round().max(1.0) as u32
}

/// Calls a site of its own until amorsize's helpers are there.
pub fn make_helpers() {
    let mut out = vec![0; 4000];
    for _ in 0..20 {
        annotated::warm_up(&mut out);
    }
    std::hint::black_box(out);
}

/// Costs with the mean `nanos` and a log-normal tail: the standard deviation is three times the mean.
fn heavy(n: usize, nanos: f64) -> Vec<u32> {
    let mut state = 0x1234_5678_u64;
    let mut uniform = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let sigma = 10_f64.ln().sqrt();
    let raw: Vec<f64> = (0..n)
        .map(|_| {
            let normal = (-2.0 * uniform().ln()).sqrt() * (std::f64::consts::TAU * uniform()).cos();
            (sigma * normal).exp()
        })
        .collect();
    let mean = raw.iter().sum::<f64>() / n as f64;
    raw.into_iter().map(|x| rounds(x / mean * nanos)).collect()
}

type Kernel = fn(&[u32], &mut [u64]);

fn cell(
    work: &'static str,
    n: usize,
    nanos: f64,
    both: (Kernel, Kernel),
    costs: fn(usize, f64) -> Vec<u32>,
) -> Cell {
    Cell::new(work, n, move |n| Map {
        items: costs(n, nanos),
        out: vec![0; n],
        grain: (1000.0 / nanos).ceil() as usize,
        item: |rounds: &u32| spin(*rounds),
        plain: both.0,
        annotated: both.1,
        bits: |x| *x,
    })
}

pub(super) fn cells(cells: &mut Vec<Cell>) {
    let even: fn(usize, f64) -> Vec<u32> = |n, nanos| vec![rounds(nanos); n];
    for n in [10, 100, 300, 1_000, 10_000, 100_000] {
        cells.push(cell(
            "items of 100 ns",
            n,
            100.0,
            (plain::items_100ns, annotated::items_100ns),
            even,
        ));
    }
    for n in [1, 2, 4, 8, 16, 64, 512] {
        cells.push(cell(
            "items of 10 us",
            n,
            1e4,
            (plain::items_10us, annotated::items_10us),
            even,
        ));
    }
    for n in [1, 2, 3, 5, 16] {
        cells.push(cell(
            "items of 1 ms",
            n,
            1e6,
            (plain::items_1ms, annotated::items_1ms),
            even,
        ));
    }
    for n in [100, 1_000, 10_000] {
        let falling: fn(usize, f64) -> Vec<u32> = |n, nanos| {
            let mut costs = heavy(n, nanos);
            costs.sort_unstable_by(|a, b| b.cmp(a));
            costs
        };
        let rising: fn(usize, f64) -> Vec<u32> = |n, nanos| {
            let mut costs = heavy(n, nanos);
            costs.sort_unstable();
            costs
        };
        cells.push(cell(
            "tail, random",
            n,
            1e3,
            (plain::tail_random, annotated::tail_random),
            heavy,
        ));
        cells.push(cell(
            "tail, falling",
            n,
            1e3,
            (plain::tail_falling, annotated::tail_falling),
            falling,
        ));
        cells.push(cell(
            "tail, rising",
            n,
            1e3,
            (plain::tail_rising, annotated::tail_rising),
            rising,
        ));
    }
}
