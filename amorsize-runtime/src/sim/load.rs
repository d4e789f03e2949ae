//! What programs ask: one loop, called again and again.

use std::ops::Range;

use super::Dice;

/// How items differ in cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    Even,
    /// Log-normal, with this deviation in means; in no order.
    Tail(f64),
    /// The same, sorted.
    Rising(f64),
    Falling(f64),
    /// A tenth of the items, in one place, ten times as dear.
    Mixed,
}

/// A loop and its calls.
#[derive(Clone, Debug)]
pub(super) struct Load {
    pub(super) shape: Shape,
    /// Items of the calls, which take turns.
    lengths: Vec<usize>,
    /// Mean cost of an item, in nanoseconds.
    pub(super) item: f64,
    /// The share of it that waits for memory.
    pub(super) memory: f64,
    /// Cost of an item's merge on the caller.
    pub(super) merge: f64,
    /// Between calls: back to back but for every so manieth, before which helpers fall asleep.
    pause_every: usize,
    calls: usize,
    /// From this call on, items are so many times as dear.
    drift: Option<(usize, f64)>,
    /// Costs of the items before each of [`STEPS`] places, as shares of all.
    before: Vec<f64>,
}

/// Places at which the costs are known; between two of them items are even.
const STEPS: usize = 4096;

impl Load {
    pub(super) fn even(items: usize, item: f64, calls: usize) -> Self {
        Self {
            shape: Shape::Even,
            lengths: vec![items],
            item,
            memory: 0.0,
            merge: 0.0,
            pause_every: usize::MAX,
            calls,
            drift: None,
            before: costs(Shape::Even, items, &mut Dice(1)),
        }
    }

    /// Number `index` of the loads of `seed`: from nanoseconds to milliseconds per item, most of them short.
    pub(super) fn random(seed: u64, index: u64, calls: usize) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x1_0000_0001).wrapping_add(index));
        let shape = match dice.next() % 8 {
            0..=2 => Shape::Even,
            3 => Shape::Tail(1.0),
            4 => Shape::Tail(3.0),
            5 => Shape::Rising(1.0),
            6 => Shape::Falling(1.0),
            _ => Shape::Mixed,
        };
        let item = dice.scale(2.0, 200_000.0);
        let work = dice.scale(3_000.0, 100_000_000.0);
        let items = ((work / item) as usize).clamp(2, 10_000_000);
        let lengths = if dice.next().is_multiple_of(4) {
            vec![items, items * 3, items / 2 + 2]
        } else {
            vec![items]
        };
        Self {
            shape,
            item,
            memory: if item < 50.0 && dice.next().is_multiple_of(2) {
                0.9
            } else {
                0.0
            },
            merge: if dice.next().is_multiple_of(5) {
                item * 0.05
            } else {
                0.0
            },
            pause_every: [usize::MAX, usize::MAX, 10, 1][(dice.next() % 4) as usize],
            calls,
            drift: None,
            before: costs(shape, items, &mut dice),
            lengths,
        }
    }

    pub(super) fn drifting(mut self, call: usize, factor: f64) -> Self {
        self.drift = Some((call, factor));
        self
    }

    pub(super) fn paused(mut self) -> Self {
        self.pause_every = 1;
        self
    }

    pub(super) fn calls(&self) -> usize {
        self.calls
    }

    pub(super) fn items(&self, call: usize) -> usize {
        self.lengths[call % self.lengths.len()]
    }

    /// Nanoseconds after a call until the next.
    pub(super) fn gap(&self, call: usize) -> f64 {
        if self.pause_every < usize::MAX && call % self.pause_every == self.pause_every - 1 {
            10e6
        } else {
            200.0
        }
    }

    /// Cost of a range of items for one participant alone.
    pub(super) fn cost(&self, call: usize, range: Range<usize>) -> f64 {
        let n = self.items(call) as f64;
        let factor = match self.drift {
            Some((from, factor)) if call >= from => factor,
            _ => 1.0,
        };
        (self.place(range.end as f64 / n) - self.place(range.start as f64 / n))
            * n
            * self.item
            * factor
    }

    pub(super) fn whole(&self, call: usize) -> f64 {
        self.cost(call, 0..self.items(call))
    }

    /// The dearest item.
    pub(super) fn dearest(&self, call: usize) -> f64 {
        let items = self.items(call);
        if items <= STEPS {
            (0..items)
                .map(|i| self.cost(call, i..i + 1))
                .fold(0.0, f64::max)
        } else {
            let step = self
                .before
                .windows(2)
                .map(|pair| pair[1] - pair[0])
                .fold(0.0, f64::max);
            step * STEPS as f64 / items as f64 * self.whole(call)
        }
    }

    fn place(&self, share: f64) -> f64 {
        let at = share.clamp(0.0, 1.0) * (self.before.len() - 1) as f64;
        let low = (at as usize).min(self.before.len() - 2);
        self.before[low] + (self.before[low + 1] - self.before[low]) * (at - low as f64)
    }
}

/// Shares of the costs before each place.
fn costs(shape: Shape, items: usize, dice: &mut Dice) -> Vec<f64> {
    let steps = items.clamp(1, STEPS);
    // A step of many items is more even than each of them.
    let together = (items as f64 / steps as f64).sqrt();
    let mut tail = |deviation: f64| {
        let sigma = (1.0 + deviation * deviation).ln().sqrt();
        (0..steps)
            .map(|_| (sigma * dice.normal()).exp())
            .collect::<Vec<f64>>()
    };
    let values = match shape {
        Shape::Even => vec![1.0; steps],
        Shape::Tail(deviation) => tail(deviation / together),
        Shape::Rising(deviation) | Shape::Falling(deviation) => {
            let mut values = tail(deviation);
            values.sort_by(f64::total_cmp);
            if matches!(shape, Shape::Falling(_)) {
                values.reverse();
            }
            values
        }
        Shape::Mixed => (0..steps)
            .map(|i| if i * 10 / steps == 6 { 10.0 } else { 1.0 })
            .collect(),
    };
    let all: f64 = values.iter().sum();
    let mut before = vec![0.0];
    let mut sum = 0.0;
    before.extend(values.iter().map(|value| {
        sum += value;
        sum / all
    }));
    before
}
