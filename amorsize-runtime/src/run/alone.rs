//! The part of a call that the caller runs alone: nothing is shared, no lock is taken.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::End;
use super::body::{Body, Finished, merge};
use super::tally::Tally;
use crate::clock::Moment;
use crate::schedule::Pace;
use crate::source::{Feed, Stock, Tap};

/// Items of a chunk at most, where chunks keep something per item: a log of that length fits the first cache. A
/// multiple of every alignment.
const KEPT: usize = 2048;

/// Runs chunks until the loop ends, or until the pace wants helpers (`None`).
pub(super) fn run<F, L, T, X, Lo, St, Ch>(
    (stock, tap): (&mut F::Stock, &mut F::Tap),
    pace: &mut Pace,
    participants: usize,
    body: &Body<Lo, St, Ch>,
    mine: &mut Option<L>,
    merging: &mut impl FnMut(T) -> Option<X>,
    tally: &mut Tally,
) -> Option<End<X>>
where
    F: Feed,
    Lo: Fn() -> L,
    St: Fn() -> T,
    Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X>,
{
    loop {
        let left = stock.left();
        if left == 0 {
            return Some(End::Whole);
        }
        if participants > 1 && pace.helpers_wanted(left) > 0 {
            return None;
        }
        let mut len = pace.next(left).clamp(1, left);
        if size_of::<T>() > 0 {
            // What the chunk keeps is merged while it is still in the cache.
            len = len.min(KEPT);
        }
        if F::PULLED {
            if !tap.is_dry() {
                let began = Moment::now();
                let items = F::Tap::deliver(tap.pull(len), stock);
                let nanos = began.nanos();
                pace.observe_pull(items, nanos);
                tally.pulling = tally.pulling.saturating_add(nanos);
            }
            if !stock.is_ready() {
                return Some(End::Whole);
            }
            len = stock.next_len().unwrap_or(len);
        }
        let began = Moment::now();
        let finished = match catch_unwind(AssertUnwindSafe(|| stock.take(len))) {
            Ok(piece) => body.run::<F, _, _, _>(piece, mine),
            Err(payload) => Finished::Panicked(None, payload),
        };
        let nanos = began.nanos();
        if matches!(finished, Finished::Done(_)) {
            pace.observe(len, nanos);
            tally.alone.add(len, nanos);
        } else if tally.alone.items == 0 {
            // All that there is to learn from: somewhere in the chunk it ended.
            tally.alone.add(len.div_ceil(2), nanos);
        } else {
            // Unfinished chunks say little about the cost of an item.
            tally.alone.chunks += 1;
        }
        let end = merge(finished, merging);
        tally.reach(len, end.is_some());
        if size_of::<T>() > 0 {
            let all = began.nanos();
            tally.merging = tally.merging.saturating_add(all.saturating_sub(nanos));
        }
        if end.is_some() {
            return end;
        }
    }
}
