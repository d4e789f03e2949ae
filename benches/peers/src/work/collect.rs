//! Pushes: filtered, and of strings.

use super::shapes::Collect;
use super::{Cell, twins};

twins! {
    #[amorsize::parallel]
    fn filter(items: &[u32]) -> Vec<u32> {
        let mut kept = Vec::new();
        for x in items {
            if keep(*x) {
                kept.push(*x);
            }
        }
        kept
    }

    #[amorsize::parallel]
    fn labels(items: &[u64]) -> Vec<String> {
        let mut labels = Vec::with_capacity(items.len());
        for x in items {
            labels.push(label(*x));
        }
        labels
    }
}

#[inline(always)]
fn keep(x: u32) -> bool {
    x.wrapping_mul(0x9E37_79B1).is_multiple_of(3)
}

#[inline(always)]
fn label(x: u64) -> String {
    format!("{x:x}-{}", x & 0xFFFF)
}

pub(super) fn cells(cells: &mut Vec<Cell>) {
    for n in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        cells.push(Cell::new("filter, collect", n, |n| Collect {
            items: (0..n as u32).collect(),
            out: Vec::new(),
            exact: false,
            grain: 500,
            item: |x: &u32| keep(*x).then_some(*x),
            plain: plain::filter,
            annotated: annotated::filter,
            bits: |x| u64::from(*x),
        }));
    }
    for n in [10, 100, 1_000, 10_000, 100_000] {
        cells.push(Cell::new("strings", n, |n| Collect {
            items: (0..n as u64).map(|i| i.wrapping_mul(0x9E37_79B9)).collect(),
            out: Vec::new(),
            exact: true,
            grain: 8,
            item: |x: &u64| Some(label(*x)),
            plain: plain::labels,
            annotated: annotated::labels,
            bits: |x| super::digest(x.bytes().map(u64::from)),
        }));
    }
}
