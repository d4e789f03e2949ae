//! Where in a loop its dear items are.

use std::ops::Range;

/// How the cost of a loop is spread over its length: the share of each part of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape([f32; Self::PARTS]);

impl Shape {
    const PARTS: usize = 128;

    /// From the times of chunks of `n` items: within a chunk, they are taken as even. `None` if nothing took any time.
    pub(crate) fn of(n: usize, chunks: impl Iterator<Item = (Range<usize>, f64)>) -> Option<Self> {
        let mut parts = [0.0; Self::PARTS];
        let scale = Self::PARTS as f64 / n.max(1) as f64;
        for (range, nanos) in chunks {
            let (from, to) = (range.start as f64 * scale, range.end as f64 * scale);
            let each = nanos / (to - from).max(1e-12);
            let touched = parts.iter_mut().enumerate().skip(from as usize);
            for (part, sum) in touched.take_while(|(part, _)| (*part as f64) < to) {
                let within = to.min((part + 1) as f64) - from.max(part as f64);
                *sum += each * within;
            }
        }
        let all: f64 = parts.iter().sum();
        (all > 0.0 && all.is_finite()).then(|| Self(parts.map(|part| (part / all) as f32)))
    }

    /// What the dearest item costs, in mean ones: that or more, where a part has several of them.
    pub(crate) fn dearest(&self) -> f64 {
        let dearest = self.0.iter().copied().fold(0.0, f32::max);
        f64::from(dearest) * Self::PARTS as f64
    }

    /// The share of the cost that lies elsewhere in another loop.
    pub(crate) fn distance(&self, other: &Self) -> f32 {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(one, other)| (one - other).abs()).sum::<f32>() / 2.0
    }

    /// The share of the cost that lies elsewhere in an even loop.
    pub(crate) fn unevenness(&self) -> f32 {
        self.distance(&Self([1.0 / Self::PARTS as f32; Self::PARTS]))
    }

    /// The mean of two.
    pub(crate) fn between(&self, other: &Self) -> Self {
        let mean = |part: usize| f32::midpoint(self.0[part], other.0[part]);
        Self(std::array::from_fn(mean))
    }

    /// The places in `0..n` that divide the cost in `count` equal pieces, rounded to whole items.
    pub(crate) fn bounds(&self, n: usize, count: usize) -> impl Iterator<Item = usize> + '_ {
        let (mut part, mut before) = (0, 0.0);
        (1..count).map(move |nth| {
            let wanted = nth as f64 / count as f64;
            while part + 1 < Self::PARTS && before + f64::from(self.0[part]) < wanted {
                before += f64::from(self.0[part]);
                part += 1;
            }
            let within = (wanted - before) / f64::from(self.0[part]).max(1e-12);
            let place = (part as f64 + within.clamp(0.0, 1.0)) / Self::PARTS as f64;
            ((place * n as f64).round() as usize).min(n)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The last tenth of the items is so many times as dear.
    fn steep(factor: f64) -> Shape {
        let chunks = (0..10).map(|i| (i * 100..(i + 1) * 100, if i == 9 { factor } else { 1.0 }));
        Shape::of(1_000, chunks).expect("took time")
    }

    #[test]
    fn pieces_cost_the_same() {
        let bounds: Vec<usize> = steep(11.0).bounds(1_000, 4).collect();
        // 20 in all, 9 of them in front of item 900.
        for (bound, expected) in bounds.into_iter().zip([500_usize, 909, 955]) {
            assert!(bound.abs_diff(expected) <= 4, "{bound}, not {expected}");
        }
        let even: Vec<usize> = steep(1.0).bounds(1_000, 4).collect();
        assert_eq!(even, [250, 500, 750]);
    }

    #[test]
    fn how_far_two_are_apart() {
        assert!(steep(1.0).unevenness() < 1e-3);
        let half = steep(11.0).unevenness();
        assert!((half - 0.45).abs() < 0.02, "{half}");
        assert!((steep(11.0).between(&steep(1.0)).unevenness() - half / 2.0).abs() < 1e-3);
        assert_eq!(Shape::of(0, std::iter::empty()), None);
        assert_eq!(Shape::of(10, [(0..10, f64::NAN)].into_iter()), None);
    }

    proptest! {
        #[test]
        fn bounds_never_go_back(times in prop::collection::vec(0.0f64..1e9, 1..40), n in 0usize..100_000, count in 0usize..300) {
            let len = times.len();
            let chunks = times.into_iter().enumerate().map(|(i, time)| (n * i / len..n * (i + 1) / len, time));
            if let Some(shape) = Shape::of(n, chunks) {
                let bounds: Vec<usize> = shape.bounds(n, count).collect();
                prop_assert!(bounds.is_sorted() && bounds.iter().all(|&bound| bound <= n));
                prop_assert_eq!(bounds.len(), count.saturating_sub(1));
            }
        }
    }
}
