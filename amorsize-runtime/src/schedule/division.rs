//! Chunks that are cut before anybody starts: each participant has a part of the items, and its part is cut in chunks.

use super::Shape;

/// How the items are divided.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Division {
    /// Items of each chunk, in source order.
    pub(crate) lens: Vec<usize>,
    /// The first chunk of each part, and the number of chunks.
    pub(crate) starts: Vec<usize>,
}

impl Division {
    /// `count` chunks, about, of the same length: a multiple of `unit`, except for the last.
    pub(crate) fn even(left: usize, participants: usize, count: usize, unit: usize) -> Self {
        let mut lens = Vec::with_capacity(count);
        let mut rest = left;
        while rest > 0 {
            let len = rest.div_ceil(count.saturating_sub(lens.len()).max(1));
            let len = whole(len, unit).min(rest);
            lens.push(len);
            rest -= len;
        }
        let count = lens.len();
        let participants = participants.clamp(1, count.max(1));
        let at = |part: usize| (part as u128 * count as u128 / participants as u128) as usize;
        Self {
            starts: (0..=participants).map(at).collect(),
            lens,
        }
    }

    /// Parts that cost the same, of so many chunks each that do; fewer where an item costs more than that.
    pub(crate) fn by_cost(
        left: usize,
        participants: usize,
        each: usize,
        unit: usize,
        shape: &Shape,
    ) -> Self {
        let (participants, each) = (participants.max(1), each.max(1));
        let (mut lens, mut starts) = (Vec::new(), vec![0]);
        let mut before = 0;
        let bounds = shape.bounds(left, participants * each).chain([left]);
        for (nth, bound) in (1..).zip(bounds) {
            let bound = whole(bound, unit).min(left);
            if bound > before {
                lens.push(bound - before);
                before = bound;
            }
            if nth % each == 0 {
                starts.push(lens.len());
            }
        }
        Self { lens, starts }
    }

    /// In each part a chunk of half of it, of half of what is left then, and so on down to about `least` items. The owner
    /// begins with the long ones, and others take the short ones from the end.
    pub(crate) fn halves(left: usize, participants: usize, least: usize, unit: usize) -> Self {
        let participants = participants.max(1);
        let (mut lens, mut starts) = (Vec::new(), Vec::with_capacity(participants + 1));
        let mut rest = left;
        for part in 0..participants {
            starts.push(lens.len());
            let mut own = whole(rest.div_ceil(participants - part), unit).min(rest);
            rest -= own;
            while own > 0 {
                let half = whole(own / 2, unit);
                let len = if half < least.max(1) || half >= own {
                    own
                } else {
                    half
                };
                lens.push(len);
                own -= len;
            }
        }
        starts.push(lens.len());
        Self { lens, starts }
    }
}

fn whole(len: usize, unit: usize) -> usize {
    len.checked_next_multiple_of(unit.max(1)).unwrap_or(len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn examples() {
        let division = Division::halves(1_000, 2, 60, 1);
        assert_eq!(division.lens, [250, 125, 62, 63, 250, 125, 62, 63]);
        assert_eq!(division.starts, [0, 4, 8]);
        assert_eq!(Division::halves(100, 2, 1, 64).lens, [64, 36]);
        assert_eq!(Division::halves(3, 4, 1, 1).starts, [0, 1, 2, 3, 3]);
        let dear_end = Shape::of(8, [(0..6, 6.0), (6..8, 18.0)].into_iter()).expect("took time");
        let by_cost = Division::by_cost(80, 2, 2, 1, &dear_end);
        assert_eq!(by_cost.lens, [60, 7, 6, 7]);
        assert_eq!(by_cost.starts, [0, 2, 4]);
        // An item that costs more than a part is a part, and somebody has none.
        let one = Shape::of(4, [(0..3, 1.0), (3..4, 9.0)].into_iter()).expect("took time");
        let by_cost = Division::by_cost(4, 4, 1, 1, &one);
        assert_eq!(
            (by_cost.lens, by_cost.starts),
            (vec![3, 1], vec![0, 1, 1, 2, 2])
        );
        assert_eq!(Division::even(10, 2, 4, 1).lens, [3, 3, 2, 2]);
        assert_eq!(Division::even(10, 2, 4, 1).starts, [0, 2, 4]);
        assert_eq!(Division::even(100, 2, 4, 64).starts, [0, 1, 2]);
    }

    proptest! {
        #[test]
        fn every_item_once(left in 0usize..10_000, participants in 0usize..9, count in 0usize..99, unit in 0usize..99) {
            let times = (0..7).map(|i| (left * i / 7..left * (i + 1) / 7, (i * i + 1) as f64));
            // No items take no time.
            let shape = Shape::of(left, times);
            prop_assert_eq!(shape.is_some(), left > 0);
            let by_cost = shape.map(|shape| Division::by_cost(left, participants, count, unit, &shape));
            let others = [
                Division::even(left, participants, count, unit),
                Division::halves(left, participants, count, unit),
            ];
            for division in others.into_iter().chain(by_cost) {
                prop_assert_eq!(division.lens.iter().sum::<usize>(), left);
                prop_assert!(division.lens.iter().all(|&len| len > 0));
                prop_assert!(division.starts.is_sorted() && division.starts[0] == 0);
                prop_assert_eq!(*division.starts.last().expect("never empty"), division.lens.len());
                prop_assert!(division.starts.len() <= participants.max(1) + 1);
            }
        }
    }
}
