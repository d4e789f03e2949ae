//! How a loop ends before its last item: the first exit or panic, in the order of the source.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Payload;
use super::work::Results;

/// How the loop has ended, if it has.
#[derive(Default)]
pub(super) struct Ending(Option<End>);

enum End {
    /// By an exit of the body or of the merge, which is in this place.
    Exit(usize),
    /// By a panic of any user code.
    Panic(Payload),
}

impl Ending {
    pub(super) fn has_come(&self) -> bool {
        self.0.is_some()
    }

    /// The place of the exit that ended it.
    pub(super) fn exit(&self) -> Option<usize> {
        match self.0 {
            Some(End::Exit(place)) => Some(place),
            _ => None,
        }
    }

    /// The panic that ended it.
    pub(super) fn take_panic(&mut self) -> Option<Payload> {
        match self.0.take() {
            Some(End::Panic(payload)) => Some(payload),
            end => {
                self.0 = end;
                None
            }
        }
    }

    /// Merges the result in a place; `panic` is how its chunk ended. All chunks before it are merged already, and if the loop
    /// ended there, this one does not count. `false`: the loop has ended.
    ///
    /// What the merge itself does, exit or panic, comes before the end of the chunk, because it replays items up to that end.
    pub(super) fn merge(
        &mut self,
        results: &mut dyn Results,
        place: usize,
        panic: Option<Payload>,
    ) -> bool {
        if self.has_come() {
            discard(panic);
            discard_result(results, place);
            return false;
        }
        let mut exits = false;
        let merged = caught(&mut || exits = results.merge(place));
        self.0 = match merged {
            Err(payload) => {
                discard(panic);
                discard_result(results, place);
                Some(End::Panic(payload))
            }
            Ok(()) if exits => {
                discard(panic);
                Some(End::Exit(place))
            }
            Ok(()) => panic.map(End::Panic),
        };
        self.0.is_none()
    }

    /// The same for all results of a loop that has no exits and has not ended yet; `panic` is that of the first chunk that
    /// panicked, with its place.
    pub(super) fn merge_all(
        &mut self,
        results: &mut dyn Results,
        count: usize,
        panic: Option<(usize, Payload)>,
    ) {
        let (first, mut panic) = panic.unzip();
        let before = first.unwrap_or(count);
        let mut merged = 0;
        let thrown = caught(&mut || {
            while merged < before {
                merged += 1;
                results.merge(merged - 1);
            }
        });
        self.0 = thrown.err().map(End::Panic);
        for place in merged..count {
            let panic = panic.take_if(|_| first == Some(place));
            self.merge(results, place, panic);
        }
    }

    /// A panic that belongs to no chunk. It ends the loop unless another panic has.
    pub(super) fn fail(&mut self, results: &mut dyn Results, panic: Payload) {
        match self.0.take() {
            Some(End::Panic(earlier)) => {
                self.0 = Some(End::Panic(earlier));
                discard(Some(panic));
                return;
            }
            Some(End::Exit(place)) => discard_result(results, place),
            None => {}
        }
        self.0 = Some(End::Panic(panic));
    }
}

/// Drops a result that the plain loop would never have made.
fn discard_result(results: &mut dyn Results, place: usize) {
    if let Err(payload) = caught(&mut || results.clear(place)) {
        // A payload may panic in its drop as well.
        mem::forget(payload);
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
pub(super) fn discard<V>(value: Option<V>) {
    if !mem::needs_drop::<V>() {
        return;
    }
    let mut value = value;
    if let Err(payload) = caught(&mut || drop(value.take())) {
        // A payload may panic in its drop as well.
        mem::forget(payload);
    }
}
