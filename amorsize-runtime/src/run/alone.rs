//! The part of a call that the caller runs alone: nothing is shared, no lock is taken.

use super::end::{Ending, caught};
use super::looked::Looked;
use super::tally::Tally;
use super::work::{Facts, Parts};
use crate::clock::Moment;
use crate::schedule::Pace;

/// Items of a chunk at most, where chunks keep something per item: a log of that length fits the first cache. A
/// multiple of every alignment.
const KEPT: usize = 2048;

/// Runs chunks until the loop ends, or until the pace wants helpers (`false`).
pub(super) fn run(
    Parts { store, caller, .. }: &mut Parts<'_>,
    facts: Facts,
    pace: &mut Pace,
    participants: usize,
    (tally, ending): (&mut Tally, &mut Ending),
    looked: &Looked,
) -> bool {
    loop {
        let left = store.level().left;
        if left == 0 {
            return true;
        }
        if participants > 1 && pace.helpers_wanted(left) > 0 {
            return false;
        }
        let mut len = pace.next(left).clamp(1, left);
        if facts.keeps {
            // What the chunk keeps is merged while it is still in the cache.
            len = len.min(KEPT);
        }
        if facts.pulled {
            if !caller.is_dry() {
                let began = Moment::now();
                caller.pull(len);
                let items = store.deliver();
                let nanos = began.nanos();
                pace.observe_pull(items, nanos);
                tally.pulling = tally.pulling.saturating_add(nanos);
            }
            let level = store.level();
            if !level.ready {
                return true;
            }
            len = level.next_len.unwrap_or(len);
        }
        let began = Moment::now();
        let mut done = false;
        let ran = {
            let _seen = looked.chunk(len);
            caught(&mut || {
                store.take(0, len);
                done = caller.run(0);
            })
        };
        let nanos = began.nanos();
        if done {
            pace.observe(len, nanos);
        } else {
            len = tally.alone.before_the_end(len, nanos, pace.known_item());
        }
        tally.alone.add(len, nanos);
        let goes_on = ending.merge(*caller, 0, ran.err());
        // A merge that ends the loop does so at some item of the chunk.
        let merged = if done && !goes_on {
            len.div_ceil(2)
        } else {
            len
        };
        tally.reached += merged;
        if facts.keeps {
            let all = began.nanos();
            tally.merging = tally.merging.saturating_add(all.saturating_sub(nanos));
        }
        if !goes_on {
            return true;
        }
        looked.merged(len);
    }
}
