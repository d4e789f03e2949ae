//! The code of one loop, and one chunk of it.

use std::marker::PhantomData;

use crate::exit::Chunk;
use crate::source::Feed;

/// What the generated code gives: private values `L`, the states `T` of chunks, the loop over a piece `P`.
///
/// What is left of a loop's types without its closures: loops over the same types share all other code.
pub(super) trait Body<P, L, T, X>: Sync {
    /// Runs the loop over `piece`. `mine` belongs to this participant; it is made with its first
    /// chunk, so that a panic there is a panic of that chunk.
    fn run(&self, piece: P, mine: &mut Option<L>, left: &mut Left<T, X>);
}

/// What a chunk leaves.
pub(super) struct Left<T, X> {
    /// Missing if a panic came before it. After a panic in the loop it is merged as far as it got, which is what the plain
    /// loop leaves in the outer variables, and then the panic goes on.
    pub(super) state: Option<T>,
    pub(super) exit: Option<X>,
}

impl<T, X> Left<T, X> {
    pub(super) const NOTHING: Self = Self {
        state: None,
        exit: None,
    };
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
    fn run(&self, piece: F::Piece, mine: &mut Option<L>, left: &mut Left<T, X>) {
        let mine = mine.get_or_insert_with(&self.local);
        let state = left.state.insert((self.start)());
        if let Chunk::Exit(exit) = (self.chunk)(F::items(piece), mine, state) {
            left.exit = Some(exit);
        }
    }
}
