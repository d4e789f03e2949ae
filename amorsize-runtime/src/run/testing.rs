//! The whole way of a call without a site, for tests and models.

use super::body::Closures;
use super::looked::Looked;
use super::tally::Tally;
use super::typed::Loop;
use crate::clock::Moment;
use crate::exec::Summon;
use crate::schedule::Pace;
use crate::source::Feed;

/// Runs a loop as `Call::run` does.
#[expect(
    clippy::too_many_arguments,
    reason = "they are those of `Call::run` and of the call"
)]
pub(super) fn drive<F, L, T, X>(
    crew: &dyn Summon,
    pace: Pace,
    participants: usize,
    feed: F,
    local: impl Fn() -> L + Sync,
    start: impl Fn() -> T + Sync,
    chunk: impl Fn(F::Iter, &mut L, &mut T) -> Option<X> + Sync,
    merge: impl FnMut(T) -> Option<X>,
) -> (Option<X>, Tally)
where
    F: Feed,
    T: Send,
    X: Send,
{
    let began = Moment::now();
    let looked = Looked::begin("test", 0, &pace);
    let body = Closures::<F, _, _, _>::new(local, start, chunk);
    let mut work = Loop::new(feed, body, merge, pace.expected());
    let mut tally = super::drive(crew, pace, participants, &mut work, &looked);
    let exit = work.finish();
    tally.exited = exit.is_some();
    tally.elapsed = began.nanos();
    (exit, tally)
}
