//! Maps that mostly move memory.

use std::sync::LazyLock;

use super::shapes::{Map, Update};
use super::{Cell, twins};

twins! {
    #[amorsize::parallel]
    fn scale(items: &[f32], out: &mut [f32]) {
        for (o, x) in out.iter_mut().zip(items) {
            *o = *x * 2.0 + 1.0;
        }
    }

    #[amorsize::parallel]
    fn settle(items: &mut [f32]) {
        for x in items.iter_mut() {
            *x = *x * 0.5 + 1.0;
        }
    }

    #[amorsize::parallel]
    fn gather(table: &[f32], indices: &[u32], out: &mut [f32]) {
        for i in 0..indices.len() {
            out[i] = table[indices[i] as usize];
        }
    }
}

/// 16 MB: more than the second cache.
static TABLE: LazyLock<Vec<f32>> = LazyLock::new(|| (0..1 << 22).map(|i| i as f32).collect());

pub(super) fn cells(cells: &mut Vec<Cell>) {
    for n in [1, 8, 64, 1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        cells.push(Cell::new("scale f32", n, |n| Map {
            items: (0..n).map(|i| i as f32).collect(),
            out: vec![0.0; n],
            grain: 4096,
            item: |x: &f32| *x * 2.0 + 1.0,
            plain: plain::scale,
            annotated: annotated::scale,
            bits: |x| u64::from(x.to_bits()),
        }));
    }
    for n in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        cells.push(Cell::new("in place f32", n, |n| Update {
            items: (0..n).map(|i| i as f32).collect(),
            grain: 4096,
            item: |x: &mut f32| *x = *x * 0.5 + 1.0,
            plain: plain::settle,
            annotated: annotated::settle,
            bits: |x| u64::from(x.to_bits()),
        }));
    }
    for n in [1_000, 10_000, 100_000, 1_000_000] {
        cells.push(Cell::new("gather", n, |n| Map {
            items: (0..n as u32)
                .map(|i| i.wrapping_mul(0x9E37_79B1) >> 10)
                .collect(),
            out: vec![0.0; n],
            grain: 500,
            item: |i: &u32| TABLE[*i as usize],
            plain: |indices, out| plain::gather(&TABLE, indices, out),
            annotated: |indices, out| annotated::gather(&TABLE, indices, out),
            bits: |x| u64::from(x.to_bits()),
        }));
    }
}
