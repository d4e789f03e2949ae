//! The part of a call that the caller runs alone: nothing is shared, no lock is taken.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::body::{Body, Finished, merge};
use super::tally::Tally;
use super::{End, Rest};
use crate::clock::Moment;
use crate::schedule::Pace;
use crate::source::Source;

/// Items of a chunk at most, where chunks keep something per item: a log of that length fits the first cache. A
/// multiple of every alignment.
const KEPT: usize = 2048;

/// Runs chunks until the loop ends, or until the pace wants helpers (`None`).
pub(super) fn run<S, L, T, X, Lo, St, Ch>(
    rest: &mut Rest<S>,
    pace: &mut Pace,
    participants: usize,
    body: &Body<Lo, St, Ch>,
    mine: &mut Option<L>,
    merging: &mut impl FnMut(T) -> Option<X>,
    tally: &mut Tally,
) -> Option<End<X>>
where
    S: Source,
    Lo: Fn() -> L,
    St: Fn() -> T,
    Ch: Fn(S::Iter, &mut L, &mut T) -> Option<X>,
{
    while rest.len > 0 {
        if participants > 1 && pace.helpers_wanted(rest.len) > 0 {
            return None;
        }
        let mut len = pace.next(rest.len).clamp(1, rest.len);
        if size_of::<T>() > 0 {
            // What the chunk keeps is merged while it is still in the cache.
            len = len.min(KEPT);
        }
        let began = Moment::now();
        let finished = match catch_unwind(AssertUnwindSafe(|| rest.cut(len))) {
            Ok(piece) => body.run(piece, mine),
            Err(payload) => Finished::Panicked(None, payload),
        };
        let nanos = began.nanos();
        if matches!(finished, Finished::Done(_)) {
            pace.observe(len, nanos);
            tally.alone.add(len, nanos);
        } else {
            // Unfinished chunks say nothing about the cost of an item.
            tally.alone.chunks += 1;
        }
        let end = merge(finished, merging);
        if size_of::<T>() > 0 {
            let all = began.nanos();
            tally.merging = tally.merging.saturating_add(all.saturating_sub(nanos));
        }
        if end.is_some() {
            return end;
        }
    }
    Some(End::Whole)
}
