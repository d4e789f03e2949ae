//! The driver of one call: cuts the source, runs the loop on the pieces, merges in source order.
//!
//! It begins on the caller alone ([`alone`]) and goes on with helpers ([`together`]) from the
//! moment the pace wants some. Results are consumed strictly in the order of the source, so the
//! lowest index wins among exits and panics, and what the caller sees is what the plain loop
//! leaves: everything before the end that counts is merged, nothing behind it.

mod alone;
mod body;
mod call;
mod frame;
mod tally;
mod together;

#[cfg(all(test, loom))]
mod models;
#[cfg(all(test, not(loom)))]
mod tests;

use std::any::Any;
use std::panic::resume_unwind;

use crate::clock::Moment;
use crate::exec::Summon;
use crate::schedule::Pace;
use crate::source::Source;
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

/// The items that nobody has claimed.
struct Rest<S> {
    source: Option<S>,
    len: usize,
}

impl<S: Source> Rest<S> {
    /// Takes the first `len` items, 1 or more and at most all. User code may run.
    fn cut(&mut self, len: usize) -> S {
        debug_assert!(len >= 1 && len <= self.len);
        let source = self.source.take().expect("items are left");
        self.len -= len;
        if self.len == 0 {
            // The last piece is what is left: it need not be cut.
            return source;
        }
        let (piece, rest) = source.split_at(len);
        self.source = Some(rest);
        piece
    }
}

/// Runs a whole loop with at most `participants` threads, this one included, and says how it went.
/// If the loop panics, so does this, and there is nothing to be learned from the call.
#[expect(
    clippy::too_many_arguments,
    reason = "they are those of `Call::run` and of the call"
)]
fn drive<S, L, T, X>(
    crew: &dyn Summon,
    mut pace: Pace,
    participants: usize,
    source: S,
    local: impl Fn() -> L + Sync,
    start: impl Fn() -> T + Sync,
    chunk: impl Fn(S::Iter, &mut L, &mut T) -> Option<X> + Sync,
    mut merge: impl FnMut(T) -> Option<X>,
) -> (Option<X>, Tally)
where
    S: Source,
    T: Send,
    X: Send,
{
    let began = Moment::now();
    let body = Body {
        local,
        start,
        chunk,
    };
    let mut rest = Rest {
        len: source.len(),
        source: Some(source),
    };
    let mut tally = Tally::default();
    let mut mine = None;

    let mut participants = participants;
    let mut end = loop {
        let end = alone::run(
            &mut rest,
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
        if participants > 1 && pace.helpers_wanted(rest.len) > 0 {
            break None;
        }
    };
    if end.is_none() {
        let mut here = together::Here {
            mine: &mut mine,
            merge: &mut merge,
            tally: &mut tally,
        };
        let (how, left) = together::run(crew, participants, rest, pace, &body, &mut here);
        (end, rest) = (Some(how), left);
    }

    // From here on as the plain loop: on unwinding, `mine` and what is left of the source are
    // dropped while the panic is on its way.
    let exit = match end.unwrap_or(End::Whole) {
        End::Panic(payload) => {
            let _left = (rest, mine);
            resume_unwind(payload)
        }
        End::Whole => None,
        End::Exit(exit) => Some(exit),
    };
    drop((rest, mine));
    tally.exited = exit.is_some();
    tally.elapsed = began.nanos();
    (exit, tally)
}
