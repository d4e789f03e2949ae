//! What one call was like, counted while it goes.

use smallvec::SmallVec;

use crate::schedule::Shape;

/// What one participant did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Share {
    /// Items it ran; of a chunk that was left early, about.
    pub(super) items: usize,
    /// Chunks it claimed.
    pub(super) chunks: usize,
    /// Time in the body, in nanoseconds.
    pub(super) busy: u64,
    /// Of all chunks: the square of an item's time, for each item.
    squares: f64,
}

impl Share {
    pub(super) fn add(&mut self, items: usize, nanos: u64) {
        self.items += items;
        self.chunks += 1;
        self.busy = self.busy.saturating_add(nanos);
        let nanos = nanos as f64;
        self.squares += nanos * nanos / items.max(1) as f64;
    }

    /// How many of `len` items ran in a chunk that was left or that panicked: as many as take that time, going by those
    /// before it or else by earlier calls. Where nothing is known, half of them.
    pub(super) fn before_the_end(&self, len: usize, nanos: u64, known: Option<f64>) -> usize {
        let seen = (self.busy > 0 && self.items > 0).then(|| self.busy as f64 / self.items as f64);
        match seen.or(known) {
            // Casting saturates.
            Some(item) => ((nanos as f64 / item).round() as usize).clamp(1, len),
            None => len.div_ceil(2),
        }
    }
}

/// What several did; of one, nothing is allocated.
pub(super) type Shares = SmallVec<[Share; 1]>;

/// What one call was like.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// The caller's share while it was alone.
    pub(super) alone: Share,
    /// The caller's share with helpers invited.
    pub(super) caller: Share,
    /// The shares of the helpers that took part, in no order; one that came twice is in it twice.
    pub(super) helpers: Shares,
    /// The most helpers inside at one time.
    pub(super) present: usize,
    /// Helpers invited, whether they came or not.
    pub(super) summoned: usize,
    /// Time the caller waited for the last chunk of another, in nanoseconds, where that was taken.
    pub(super) waited: Option<u64>,
    /// Time from the first invitation until the first helper was inside, in nanoseconds; 0 if none
    /// was.
    pub(super) wake: u64,
    /// Time the caller spent merging, in nanoseconds. States without size are not timed.
    pub(super) merging: u64,
    /// Time the caller spent pulling items, in nanoseconds.
    pub(super) pulling: u64,
    /// Items up to the end of the loop, about: of the chunk that was left early it is not known.
    pub(super) reached: usize,
    /// Time of the whole call, in nanoseconds.
    pub(super) elapsed: u64,
    /// Where the dear chunks were, if that was looked for.
    pub(super) shape: Option<Box<Shape>>,
    /// Whether the loop was left by an exit.
    pub(super) exited: bool,
}

impl Tally {
    /// Items of all chunks that ran to their end.
    pub(super) fn ran(&self) -> usize {
        self.shares().map(|share| share.items).sum()
    }

    /// Chunks of all participants.
    pub(super) fn chunks(&self) -> usize {
        self.shares().map(|share| share.chunks).sum()
    }

    /// Time in the body over all participants, in nanoseconds.
    pub(super) fn busy(&self) -> u64 {
        self.shares()
            .fold(0, |sum, share| sum.saturating_add(share.busy))
    }

    /// The caller's time at work, in nanoseconds: not that in which it waits for the last chunk of another.
    pub(super) fn at_work(&self) -> u64 {
        [self.caller.busy, self.merging, self.pulling]
            .into_iter()
            .fold(self.alone.busy, u64::saturating_add)
    }

    /// How many threads worked at one time, the caller included.
    pub(super) fn participants(&self) -> usize {
        1 + self.present.min(self.helpers.len())
    }

    /// Coefficient of variation of the cost of an item between chunks; not of a few, and not of those that the caller
    /// sampled.
    pub(super) fn cv(&self) -> Option<f64> {
        let (mut items, mut chunks, mut busy, mut squares) = (0, 0, 0.0, 0.0);
        for share in self.shares().skip(1) {
            items += share.items;
            chunks += share.chunks;
            busy += share.busy as f64;
            squares += share.squares;
        }
        let mean = busy / items.max(1) as f64;
        let square = squares / items.max(1) as f64;
        (chunks >= 4 && mean > 0.0).then(|| (square / (mean * mean) - 1.0).max(0.0).sqrt())
    }

    fn shares(&self) -> impl Iterator<Item = &Share> {
        [&self.alone, &self.caller].into_iter().chain(&self.helpers)
    }
}

#[cfg(all(test, not(any(loom, shuttle))))]
mod tests {
    use super::*;

    #[test]
    fn a_long_last_chunk_of_another_is_neither_work_nor_even() {
        let mut tally = Tally {
            merging: 30,
            elapsed: 9_000,
            ..Tally::default()
        };
        tally.alone.add(1, 10);
        for _ in 0..3 {
            tally.caller.add(16, 160);
        }
        assert_eq!((tally.at_work(), tally.cv()), (520, None));
        let mut helper = Share::default();
        helper.add(16, 8_000);
        tally.helpers.push(helper);
        assert_eq!(tally.at_work(), 520);
        assert!(tally.cv().is_some_and(|cv| cv > 1.5), "{:?}", tally.cv());
    }

    #[test]
    fn items_before_an_exit() {
        let mut share = Share::default();
        assert_eq!(share.before_the_end(9, 100, None), 5);
        assert_eq!(share.before_the_end(100_000, 1_000, Some(20.0)), 50);
        assert_eq!(share.before_the_end(10, 1_000, Some(20.0)), 10);
        assert_eq!(share.before_the_end(10, 0, Some(20.0)), 1);
        share.add(10, 1_000);
        assert_eq!(share.before_the_end(100, 350, Some(1.0)), 4);
    }
}
