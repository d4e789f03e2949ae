//! Reductions.

use super::shapes::Fold;
use super::{Cell, twins};

twins! {
    // The liberty that every peer takes: any grouping.
    #[amorsize::parallel(float = "fast")]
    fn float_sum(items: &[f64]) -> f64 {
        let mut sum = 0.0;
        for x in items {
            sum += *x;
        }
        sum
    }

    #[amorsize::parallel]
    fn dot(items: &[[u32; 2]]) -> u64 {
        let mut sum = 0;
        for pair in items {
            sum += u64::from(pair[0]) * u64::from(pair[1]);
        }
        sum
    }

    #[amorsize::parallel]
    fn collatz(items: &[u32]) -> u64 {
        let mut steps = 0;
        for start in items {
            steps += collatz_steps(*start);
        }
        steps
    }
}

fn collatz_steps(start: u32) -> u64 {
    let (mut x, mut steps) = (u64::from(start), 0);
    while x > 1 {
        x = if x.is_multiple_of(2) {
            x / 2
        } else {
            3 * x + 1
        };
        steps += 1;
    }
    steps
}

pub(super) fn cells(cells: &mut Vec<Cell>) {
    for n in [64, 1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        cells.push(Cell::new("sum f64 (fast)", n, |n| Fold {
            // Small whole numbers: their sum is the same in any grouping.
            items: (0..n).map(|i| (i % 1000) as f64).collect(),
            result: 0.0,
            grain: 1000,
            item: |x: &f64| *x,
            plain: plain::float_sum,
            annotated: annotated::float_sum,
            bits: |x| x.to_bits(),
        }));
    }
    for n in [1_000, 10_000, 100_000, 1_000_000, 6_000_000] {
        cells.push(Cell::new("dot u32", n, |n| Fold {
            items: (0..n as u32).map(|i| [i % 7919, i % 104_729]).collect(),
            result: 0,
            grain: 3000,
            item: |pair: &[u32; 2]| u64::from(pair[0]) * u64::from(pair[1]),
            plain: plain::dot,
            annotated: annotated::dot,
            bits: |x| *x,
        }));
    }
    for n in [10, 100, 1_000, 10_000, 100_000] {
        cells.push(Cell::new("collatz", n, |n| Fold {
            items: (1..=n as u32)
                .map(|i| i.wrapping_mul(2_654_435_761) >> 12)
                .collect(),
            result: 0,
            grain: 8,
            item: |start: &u32| collatz_steps(*start),
            plain: plain::collatz,
            annotated: annotated::collatz,
            bits: |x| *x,
        }));
    }
}
