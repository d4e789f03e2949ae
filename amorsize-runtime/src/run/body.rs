//! The closures of one loop, and one chunk of it.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{End, Payload};
use crate::source::Feed;

/// What the generated code gives: private values, the state of a chunk, the loop over a piece.
pub(super) struct Body<Lo, St, Ch> {
    pub(super) local: Lo,
    pub(super) start: St,
    pub(super) chunk: Ch,
}

/// How a chunk went, with the state it leaves.
pub(super) enum Finished<T, X> {
    Done(T),
    Exit(T, X),
    /// The state is missing if there was none yet.
    Panicked(Option<T>, Payload),
}

impl<Lo, St, Ch> Body<Lo, St, Ch> {
    /// Runs the loop over `piece`. `mine` belongs to this participant; it is made with its first
    /// chunk, so that a panic there is a panic of that chunk.
    pub(super) fn run<F, L, T, X>(&self, piece: F::Piece, mine: &mut Option<L>) -> Finished<T, X>
    where
        F: Feed,
        Lo: Fn() -> L,
        St: Fn() -> T,
        Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X>,
    {
        let mut state = None;
        // Unwind safety: after a panic the state is merged as far as it got, which is what the
        // plain loop leaves in the outer variables, and then the panic goes on.
        let run = catch_unwind(AssertUnwindSafe(|| {
            let mine = mine.get_or_insert_with(&self.local);
            let state = state.insert((self.start)());
            (self.chunk)(F::items(piece), mine, state)
        }));
        match (run, state) {
            (Ok(None), Some(state)) => Finished::Done(state),
            (Ok(Some(exit)), Some(state)) => Finished::Exit(state, exit),
            (Err(payload), state) => Finished::Panicked(state, payload),
            (Ok(_), None) => unreachable!("the state is made before the loop runs"),
        }
    }
}

/// Merges a chunk. All chunks before it are merged already. `Some`: the loop ends here.
///
/// What the merge itself does, exit or panic, comes before the end of the chunk, because it
/// replays items up to that end.
pub(super) fn merge<T, X>(
    finished: Finished<T, X>,
    merge: &mut impl FnMut(T) -> Option<X>,
) -> Option<End<X>> {
    let (state, end) = match finished {
        Finished::Done(state) => (Some(state), None),
        Finished::Exit(state, exit) => (Some(state), Some(End::Exit(exit))),
        Finished::Panicked(state, payload) => (state, Some(End::Panic(payload))),
    };
    let earlier = match catch_unwind(AssertUnwindSafe(|| state.and_then(merge))) {
        Ok(None) => return end,
        Ok(Some(exit)) => End::Exit(exit),
        Err(payload) => End::Panic(payload),
    };
    discard(end);
    Some(earlier)
}

/// Drops what the plain loop would never have made. It may be broken by a panic, and its own
/// panics are nobody's business.
pub(super) fn discard<V>(value: V) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(value))) {
        // A payload may panic in its drop as well.
        mem::forget(payload);
    }
}
