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
        let mut piece = Some(piece);
        let mut finished = Finished {
            state: None,
            end: None,
        };
        let run = caught(&mut || {
            // In here, so that it is dropped as the plain loop drops it: on the way of a panic.
            let Some(piece) = piece.take() else { return };
            if mine.is_none() {
                *mine = Some((self.local)());
            }
            finished.state = Some((self.start)());
            if let (Some(mine), Some(state)) = (&mut *mine, &mut finished.state)
                && let Chunk::Exit(exit) = (self.chunk)(F::items(piece), mine, state)
            {
                finished.end = Some(End::Exit(exit));
            }
        });
        if let Err(payload) = run {
            finished.end = Some(End::Panic(payload));
        }
        finished
    }
}

/// What a chunk leaves.
pub(super) struct Finished<T, X> {
    /// Missing if a panic came before it. After a panic in the loop it is merged as far as it got, which is what the plain
    /// loop leaves in the outer variables, and then the panic goes on.
    pub(super) state: Option<T>,
    /// If it is not the end of its items.
    pub(super) end: Option<End<X>>,
}

/// How a loop ends before its last item.
pub(super) enum End<X> {
    /// By an exit of the body or of the merge.
    Exit(X),
    /// By a panic of any user code.
    Panic(Payload),
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
