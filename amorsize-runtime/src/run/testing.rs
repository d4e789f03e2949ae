//! The whole way of a call without a site, for tests and models.

use std::marker::PhantomData;
use std::panic::resume_unwind;

use super::body::Closures;
use super::end::Ending;
use super::looked::Looked;
use super::tally::Tally;
use super::typed::Loop;
use crate::clock::Moment;
use crate::exec::Summon;
use crate::exit::Chunk;
use crate::schedule::Pace;
use crate::source::Feed;

/// Runs a loop as `Call::run` does.
#[expect(
    clippy::too_many_arguments,
    reason = "they are those of `Call::run` and of the call"
)]
pub(super) fn drive<F, L, T, X>(
    crew: &dyn Summon,
    mut pace: Pace,
    participants: usize,
    feed: F,
    local: impl Fn() -> L + Sync,
    start: impl Fn() -> T + Sync,
    chunk: impl Fn(F::Iter, &mut L, &mut T) -> Option<X> + Sync,
    mut merge: impl FnMut(T) -> Option<X>,
) -> (Option<X>, Tally)
where
    F: Feed,
    T: Send,
    X: Send,
{
    let began = Moment::now();
    let looked = Looked::begin("test", 0, &pace);
    let chunk = |items: F::Iter, mine: &mut L, state: &mut T| match chunk(items, mine, state) {
        None => Chunk::Done,
        Some(exit) => Chunk::Exit(exit),
    };
    let body = Closures::<F, _, _, _> {
        local,
        start,
        chunk,
        feed: PhantomData,
    };
    let stock = feed.open(pace.expected());
    let mut work = Loop::new(stock, &body, &mut merge);
    let (mut tally, mut ending) = (Tally::default(), Ending::default());
    let books = (&mut tally, &mut ending);
    super::drive(crew, &mut pace, participants, &mut work, books, &looked);
    if let Some(payload) = ending.take_panic() {
        resume_unwind(payload);
    }
    let exit = ending.exit().and_then(|place| work.take_exit(place));
    drop(work);
    tally.exited = exit.is_some();
    tally.elapsed = began.nanos();
    (exit, tally)
}
