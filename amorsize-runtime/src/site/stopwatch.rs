//! Times the plain loop of a site whose chunks do more than it: they keep what is merged or replayed later, so their
//! time is not that of the plain loop.

use std::cell::Cell;

use super::Outcome;
use super::call::Record;
use super::fast::Gate;
use crate::clock::Moment;

thread_local! {
    /// The loop that this thread times: its gate, length, and where the time is learned.
    static RUNNING: Cell<Option<Timed>> = const { Cell::new(None) };
}

#[derive(Clone, Copy)]
struct Timed {
    gate: usize,
    len: usize,
    record: Record,
    began: Moment,
}

fn address(gate: &Gate) -> usize {
    std::ptr::from_ref(gate) as usize
}

/// The plain loop begins. One that is left in the middle is never stopped: the next call forgets it.
pub(super) fn start(gate: &'static Gate, len: usize, record: Record) {
    RUNNING.set(Some(Timed {
        gate: address(gate),
        len,
        record,
        began: Moment::now(),
    }));
    gate.set_timed(true);
}

/// A call of this site begins: what this thread timed of it before was left in the middle.
pub(super) fn forget(gate: &'static Gate) {
    if RUNNING
        .get()
        .is_some_and(|timed| timed.gate == address(gate))
    {
        RUNNING.set(None);
        gate.set_timed(false);
    }
}

/// A plain loop of this site is over; it may be another thread's that is timed, or an inner call.
#[cold]
#[inline(never)]
pub(super) fn stop(gate: &'static Gate) {
    let Some(timed) = RUNNING.get().filter(|timed| timed.gate == address(gate)) else {
        return;
    };
    let elapsed = timed.began.nanos();
    RUNNING.set(None);
    gate.set_timed(false);
    timed.record.finish(&Outcome {
        len: timed.len,
        items: timed.len,
        ran: timed.len,
        completed: true,
        elapsed,
        participants: 1,
        chunks: 1,
        busy: elapsed,
        plain: true,
        ..Outcome::default()
    });
}
