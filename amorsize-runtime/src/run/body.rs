//! The code of one loop, and one chunk of it.

use std::marker::PhantomData;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Payload;
use crate::exit::Chunk;
use crate::source::Feed;

/// What the generated code gives: private values `L`, the states `T` of chunks, the loop over a piece `P`.
///
/// What is left of a loop's types without its closures: loops over the same types share all other code.
pub(super) trait Body<P, L, T, X>: Sync {
    /// Runs the loop over `piece`. `mine` belongs to this participant; it is made with its first
    /// chunk, so that a panic there is a panic of that chunk.
    fn run(&self, piece: P, mine: &mut Option<L>) -> Finished<T, X>;
}

/// A body of three closures.
pub(super) struct Closures<F, Lo, St, Ch> {
    pub(super) local: Lo,
    pub(super) start: St,
    pub(super) chunk: Ch,
    pub(super) feed: PhantomData<fn(F)>,
}

impl<F, L, T, X, Lo, St, Ch> Body<F::Piece, L, T, X> for Closures<F, Lo, St, Ch>
where
    F: Feed,
    Lo: Fn() -> L + Sync,
    St: Fn() -> T + Sync,
    Ch: Fn(F::Iter, &mut L, &mut T) -> Chunk<X> + Sync,
{
    fn run(&self, piece: F::Piece, mine: &mut Option<L>) -> Finished<T, X> {
        let (mut piece, mut state, mut exit) = (Some(piece), None, None);
        // After a panic the state is merged as far as it got, which is what the plain loop leaves in the outer variables,
        // and then the panic goes on.
        let run = caught(&mut || {
            // In here, so that it is dropped as the plain loop drops it: on the way of a panic.
            let Some(piece) = piece.take() else { return };
            let mine = mine.get_or_insert_with(&self.local);
            let state = state.insert((self.start)());
            exit = (self.chunk)(F::items(piece), mine, state).exit();
        });
        Finished::of(run, state, exit)
    }
}

/// How a chunk went, with the state it leaves.
pub(super) enum Finished<T, X> {
    Done(T),
    Exit(T, X),
    /// The state is missing if there was none yet.
    Panicked(Option<T>, Payload),
}

impl<T, X> Finished<T, X> {
    fn of(run: Result<(), Payload>, state: Option<T>, exit: Option<X>) -> Self {
        match (run, state, exit) {
            (Ok(()), Some(state), None) => Self::Done(state),
            (Ok(()), Some(state), Some(exit)) => Self::Exit(state, exit),
            (Err(payload), state, _) => Self::Panicked(state, payload),
            (Ok(()), None, _) => unreachable!("the state is made before the loop runs"),
        }
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self, Self::Done(_))
    }
}

/// Runs user code and catches its panic. All of a program's loops share this one, and what it takes to catch one.
///
/// Unwind safety is the callers' business: what a panic has left half done is merged as the plain loop would have left it,
/// or only dropped.
#[inline(never)]
pub(super) fn caught(code: &mut dyn FnMut()) -> Result<(), Payload> {
    catch_unwind(AssertUnwindSafe(code))
}

/// Drops what the plain loop would never have made. It may be broken by a panic, and its own
/// panics are nobody's business.
pub(super) fn discard<V>(value: V) {
    if !mem::needs_drop::<V>() {
        return;
    }
    let mut value = Some(value);
    if let Err(payload) = caught(&mut || drop(value.take())) {
        // A payload may panic in its drop as well.
        mem::forget(payload);
    }
}
