//! The code of one loop, and one chunk of it.
//!
//! Traits of our own with one function per closure: the table of a `dyn Fn` would hold each closure three times.

use std::marker::PhantomData;

use crate::exit::Chunk;
use crate::source::Feed;

/// What the generated code gives: private values `L`, the states `T` of chunks, the loop over a piece `P`.
///
/// What is left of a loop's types without its closures: loops over the same types share all other code.
pub(super) trait Body<P, L, T, X>: Sync {
    /// A participant's private value.
    fn local(&self) -> L;

    /// The state of a chunk.
    fn start(&self) -> T;

    /// Runs the loop over `piece`.
    fn run(&self, piece: P, mine: &mut L, state: &mut T) -> Chunk<X>;
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
    fn local(&self) -> L {
        (self.local)()
    }

    fn start(&self) -> T {
        (self.start)()
    }

    fn run(&self, piece: F::Piece, mine: &mut L, state: &mut T) -> Chunk<X> {
        (self.chunk)(F::items(piece), mine, state)
    }
}

/// Merges the state of a chunk, in the order of the source.
pub(super) trait Merge<T, X> {
    /// The exit that ends the loop there, if any.
    fn merge(&mut self, state: T) -> Option<X>;
}

impl<T, X, M: FnMut(T) -> Option<X>> Merge<T, X> for M {
    fn merge(&mut self, state: T) -> Option<X> {
        self(state)
    }
}
