//! How many calls need no look, and which never do.

use super::{FIRST_LOOKS, Learned, WATCHED};
use crate::decide::{Question, Verdict};
use crate::site::streak;

/// What observing a serial call costs, in nanoseconds: a look into the site, two readings of the clock.
const AUDIT: f64 = 600.0;
/// The share of a site's time that audits may take.
const AUDIT_SHARE: f64 = 0.005;
/// The same of a call that comes so long after the last, in nanoseconds: it finds neither code nor data in the caches. Of those
/// so many are not looked at.
const COLD_AUDIT: f64 = 10_000.0;
const PAUSE: f64 = 1_000_000.0;
const COLD_REST: u64 = 7;
/// At most so many calls are not looked at.
const LONGEST_REST: u64 = 1024;
/// The fast path is for loops that take less, in nanoseconds: ten times as much is still no more than
/// what helpers could bring something for.
const TINY: f64 = 400.0;

impl Learned {
    /// How many calls need no look after this one.
    pub(super) fn rest_after(&self, question: &Question, verdict: &Verdict) -> u64 {
        let looked = self.alone.len().max(self.plain.len());
        let known = looked >= FIRST_LOOKS && !self.drift.is_suspected();
        // After a try the next calls find helpers awake, as soon as they have come.
        let awaited = self.row.is_on() || self.trial > 0 && self.absence.is_expected();
        let absent = self.absence.holds(false) && !self.absence.is_expected();
        if !known || awaited || verdict.decision.is_parallel() && !absent {
            return 0;
        }
        if self.gap > PAUSE {
            let rest = COLD_AUDIT / (AUDIT_SHARE * verdict.serial.max(1.0));
            return (rest as u64).min(COLD_REST);
        }
        if verdict.serial > WATCHED {
            return 0;
        }
        let merging = if question.timed {
            0.0
        } else {
            question.work.merge * question.work.items as f64
        };
        let rest = (AUDIT + merging) / (AUDIT_SHARE * verdict.serial.max(1.0));
        let rest = (rest as u64).min(LONGEST_REST);
        if self.grows && rest as f64 > question.row && self.pays_in_a_row(question) {
            // It may be a long row, and that is seen at the latest when it is twice as long.
            return question.row as u64;
        }
        rest
    }

    /// Whether helpers would pay if the row were a long one.
    fn pays_in_a_row(&self, question: &Question) -> bool {
        let long = Question {
            row: streak::LONGEST,
            ..*question
        };
        self.verdict(&long).decision.is_parallel()
    }

    /// How many calls need no look from now on: for a counter that is quicker to ask.
    pub(crate) fn take_rest(&mut self) -> u64 {
        std::mem::take(&mut self.rest)
    }

    /// The length below which this kind of call is so short that nobody need look at it for long.
    /// 0 if it is not; `None` as long as too little is known.
    pub(crate) fn tiny_below(&self) -> Option<usize> {
        let (_, verdict) = self.last?;
        let item = self.serial_item()?;
        if verdict.decision.is_parallel() || self.drift.is_suspected() {
            return Some(0);
        }
        if self.alone.len().max(self.plain.len()) < FIRST_LOOKS {
            return None;
        }
        // Casting saturates. Longer loops than those of this bucket were not seen.
        // All of late were left early, or none counts as such.
        let share = self.share.highest().unwrap_or(1.0);
        let below = if item > 0.0 {
            TINY / (item * self.scale.median().unwrap_or(1.0) * share)
        } else {
            f64::INFINITY
        };
        let below = (below as usize).min(bucket_end(self.asked));
        Some(if below > self.asked { below } else { 0 })
    }
}

/// Lengths are learned to a power of two: this is the first beyond that of `len`.
fn bucket_end(len: usize) -> usize {
    len.checked_add(1)
        .and_then(usize::checked_next_power_of_two)
        .unwrap_or(usize::MAX)
}
