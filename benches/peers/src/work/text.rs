//! Parsing: short items with branches and pointers to follow.

use super::shapes::Fold;
use super::{Cell, twins};

twins! {
    #[amorsize::parallel]
    fn parse(items: &[String]) -> u64 {
        let mut sum = 0;
        for line in items {
            sum += value(line);
        }
        sum
    }
}

/// The sum of the numbers in a line.
fn value(line: &str) -> u64 {
    line.split(',')
        .filter_map(|field| field.trim().parse::<u64>().ok())
        .sum()
}

pub(super) fn cells(cells: &mut Vec<Cell>) {
    for n in [10, 100, 1_000, 10_000, 100_000] {
        cells.push(Cell::new("parse lines", n, |n| Fold {
            items: (0..n as u64)
                .map(|i| format!("{i}, {}, x{i}, {}", i * 31 % 977, i % 7))
                .collect(),
            result: 0,
            grain: 16,
            item: |line: &String| value(line),
            plain: plain::parse,
            annotated: annotated::parse,
            bits: |x| *x,
        }));
    }
}
