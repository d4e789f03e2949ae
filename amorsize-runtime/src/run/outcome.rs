//! What one call was like.

use crate::clock::Moment;
use crate::schedule::Pace;

/// What one participant did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    /// Items of the chunks it ran to their end.
    pub(crate) items: usize,
    /// Chunks it claimed.
    pub(crate) chunks: usize,
    /// Time in the body, in nanoseconds.
    pub(crate) busy: u64,
}

impl Share {
    pub(super) fn add(&mut self, items: usize, nanos: u64) {
        self.items += items;
        self.chunks += 1;
        self.busy = self.busy.saturating_add(nanos);
    }
}

/// What one call was like.
#[derive(Default)]
pub(crate) struct Outcome {
    /// The caller's share while it was alone.
    pub(crate) alone: Share,
    /// The caller's share with helpers invited.
    pub(crate) caller: Share,
    /// The shares of the helpers that took part, in no order; one that came twice is in it twice.
    pub(crate) helpers: Vec<Share>,
    /// The most helpers inside at one time.
    pub(crate) present: usize,
    /// Helpers invited, whether they came or not.
    pub(crate) summoned: usize,
    /// Time from the first invitation until the first helper claimed, in nanoseconds; 0 if none did.
    pub(crate) wake: u64,
    /// Time of the whole call, in nanoseconds.
    pub(crate) elapsed: u64,
    /// Time of the call up to the first invitation, in nanoseconds: all of it if there was none.
    pub(crate) before: u64,
    /// Time the caller spent merging after the first invitation, in nanoseconds.
    pub(crate) merging: u64,
    /// Whether the loop was left by an exit.
    pub(crate) exited: bool,
    /// The pace with what it has observed; `None` only until the call is over.
    pub(crate) pace: Option<Pace>,
}

impl Outcome {
    /// Items of all chunks that ran to their end.
    pub(crate) fn items(&self) -> usize {
        self.shares().map(|share| share.items).sum()
    }

    /// Chunks of all participants.
    pub(crate) fn chunks(&self) -> usize {
        self.shares().map(|share| share.chunks).sum()
    }

    /// Time in the body over all participants, in nanoseconds.
    pub(crate) fn busy(&self) -> u64 {
        self.shares()
            .fold(0, |sum, share| sum.saturating_add(share.busy))
    }

    /// How many threads took part at one time, the caller included.
    pub(crate) fn participants(&self) -> usize {
        1 + self.present
    }

    fn shares(&self) -> impl Iterator<Item = &Share> {
        [&self.alone, &self.caller].into_iter().chain(&self.helpers)
    }

    pub(super) fn close(&mut self, pace: Pace, began: Moment) {
        self.pace = Some(pace);
        self.elapsed = began.nanos();
        if self.summoned == 0 {
            self.before = self.elapsed;
        }
    }
}
