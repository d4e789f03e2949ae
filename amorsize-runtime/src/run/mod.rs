//! The driver of one call: takes chunks from the head, runs the loop on them, merges in source order.
//!
//! It begins on the caller alone ([`alone`]) and goes on with helpers from the moment the pace wants
//! some: [`apart`] where chunks need not wait for each other, else [`together`]. There results are consumed strictly in the order of the source, so the
//! lowest index wins among exits and panics, and what the caller sees is what the plain loop
//! leaves: everything before the end that counts is merged, nothing behind it.

mod alone;
mod apart;
mod body;
mod call;
mod frame;
mod looked;
mod shuffled;
mod tally;
mod together;

#[cfg(all(test, any(loom, shuttle)))]
mod models;
#[cfg(all(test, not(any(loom, shuttle))))]
mod tests;

use std::any::Any;
use std::panic::resume_unwind;

use crate::clock::Moment;
use crate::exec::Summon;
use crate::schedule::Pace;
use crate::source::{Feed, Stock};
use body::Body;
use tally::Tally;

/// What a panic carries.
type Payload = Box<dyn Any + Send>;

/// How the loop ends.
enum End<X> {
    /// With its last item.
    Whole,
    /// By an exit of the body or of the merge.
    Exit(X),
    /// By a panic of any user code.
    Panic(Payload),
}

/// Runs a whole loop with at most `participants` threads, this one included, and says how it went.
/// If the loop panics, so does this, and there is nothing to be learned from the call.
#[expect(
    clippy::too_many_arguments,
    reason = "they are those of `Call::run` and of the call"
)]
fn drive<F, L, T, X>(
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
    let body = Body {
        local,
        start,
        chunk,
    };
    let (mut stock, mut tap) = feed.open(pace.expected());
    if F::PULLED {
        pace = pace.pulling();
    }
    let mut tally = Tally::default();
    let mut mine = None;

    let mut participants = participants;
    let mut end = loop {
        let end = alone::run::<F, _, _, _, _, _, _>(
            (&mut stock, &mut tap),
            &mut pace,
            participants,
            &body,
            &mut mine,
            &mut merge,
            &mut tally,
        );
        if end.is_some() {
            break end;
        }
        participants = participants.min(pace.settle());
        if participants > 1 && pace.helpers_wanted(stock.left()) > 0 {
            break None;
        }
    };
    let mut pieces = Vec::new();
    if end.is_none()
        && let Some(count) = chunks_apart::<F, T, X>(&pace, stock.left(), &tally)
    {
        let (how, left) = apart::run::<F, _, _, _, _, _, _>(
            crew,
            participants,
            (count, pace.unit()),
            &mut stock,
            &body,
            &mut mine,
            &mut merge,
            &mut tally,
        );
        (end, pieces) = (Some(how), left);
    }
    if end.is_none() {
        let mut here = together::Here {
            tap: &mut tap,
            mine: &mut mine,
            merge: &mut merge,
            tally: &mut tally,
        };
        let (how, left) = together::run::<F, _, _, _, _, _, _, _>(
            crew,
            participants,
            stock,
            pace,
            &body,
            &mut here,
        );
        (end, stock) = (Some(how), left);
    }

    // From here on as the plain loop: on unwinding, `mine` and what is left of the source are
    // dropped while the panic is on its way.
    let exit = match end.unwrap_or(End::Whole) {
        End::Panic(payload) => {
            let _left = (pieces, stock, tap, mine);
            resume_unwind(payload)
        }
        End::Whole => None,
        End::Exit(exit) => Some(exit),
    };
    drop((pieces, stock, tap, mine));
    tally.exited = exit.is_some();
    tally.elapsed = began.nanos();
    (exit, tally)
}

/// How many chunks the rest of the loop is cut into beforehand, if chunks need not wait for each
/// other: nothing but a panic can end it, and what they keep is merged in no time.
fn chunks_apart<F: Feed, T, X>(pace: &Pace, left: usize, tally: &Tally) -> Option<usize> {
    let exits = size_of::<Option<X>>() > 0;
    let merged = (tally.alone.items > 0).then(|| tally.merging as f64 / tally.alone.items as f64);
    if F::PULLED || exits || size_of::<T>() > 0 && !pace.merges_little(merged) {
        return None;
    }
    pace.apart(left, apart::MOST)
}
