//! The code of one loop, and one chunk of it.

use std::marker::PhantomData;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Payload;
use crate::source::Feed;

/// What the generated code gives: private values, the state of a chunk, the loop over a piece.
pub(super) trait Body: Sync {
    type Feed: Feed;
    /// Belongs to a participant.
    type Local;
    /// Belongs to a chunk.
    type State: Send;
    type Exit: Send;

    fn local(&self) -> Self::Local;

    fn start(&self) -> Self::State;

    fn chunk(
        &self,
        items: <Self::Feed as Feed>::Iter,
        mine: &mut Self::Local,
        state: &mut Self::State,
    ) -> Option<Self::Exit>;
}

/// A body of three closures.
pub(super) struct Closures<F, Lo, St, Ch> {
    local: Lo,
    start: St,
    chunk: Ch,
    feed: PhantomData<fn(F)>,
}

impl<F: Feed, Lo, St, Ch> Closures<F, Lo, St, Ch> {
    pub(super) fn new<L, T, X>(local: Lo, start: St, chunk: Ch) -> Self
    where
        Lo: Fn() -> L,
        St: Fn() -> T,
        Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X>,
    {
        Self {
            local,
            start,
            chunk,
            feed: PhantomData,
        }
    }
}

impl<F, L, T, X, Lo, St, Ch> Body for Closures<F, Lo, St, Ch>
where
    F: Feed,
    T: Send,
    X: Send,
    Lo: Fn() -> L + Sync,
    St: Fn() -> T + Sync,
    Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X> + Sync,
{
    type Feed = F;
    type Local = L;
    type State = T;
    type Exit = X;

    #[inline]
    fn local(&self) -> L {
        (self.local)()
    }

    #[inline]
    fn start(&self) -> T {
        (self.start)()
    }

    #[inline]
    fn chunk(&self, items: F::Iter, mine: &mut L, state: &mut T) -> Option<X> {
        (self.chunk)(items, mine, state)
    }
}

/// How a chunk went, with the state it leaves.
pub(super) enum Finished<B: Body> {
    Done(B::State),
    Exit(B::State, B::Exit),
    /// The state is missing if there was none yet.
    Panicked(Option<B::State>, Payload),
}

/// The items of a chunk.
pub(super) type Piece<B> = <<B as Body>::Feed as Feed>::Piece;

/// Runs the loop over `piece`. `mine` belongs to this participant; it is made with its first
/// chunk, so that a panic there is a panic of that chunk.
///
/// One copy of the user's loop for all that call it.
#[inline(never)]
pub(super) fn run<B: Body>(body: &B, piece: Piece<B>, mine: &mut Option<B::Local>) -> Finished<B> {
    let (mut piece, mut state, mut exit) = (Some(piece), None, None);
    // After a panic the state is merged as far as it got, which is what the plain loop leaves in the outer variables, and
    // then the panic goes on.
    let run = caught(&mut || {
        // In here, so that it is dropped as the plain loop drops it: on the way of a panic.
        let Some(piece) = piece.take() else { return };
        let mine = mine.get_or_insert_with(|| body.local());
        let state = state.insert(body.start());
        exit = body.chunk(B::Feed::items(piece), mine, state);
    });
    match (run, state) {
        (Ok(()), Some(state)) => match exit {
            None => Finished::Done(state),
            Some(exit) => Finished::Exit(state, exit),
        },
        (Err(payload), state) => Finished::Panicked(state, payload),
        (Ok(()), None) => unreachable!("the state is made before the loop runs"),
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
