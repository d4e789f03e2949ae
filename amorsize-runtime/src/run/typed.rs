//! A loop with its types: the code that exists once per kind of loop is here, and in `body`. So there is as little as can be.
//!
//! `S` and `P` are the stock of items and its tap, `L` a private value, `T` the state of a chunk, `X` an exit.

use std::mem;

use super::Payload;
use super::body::{Body, Finished, caught, discard};
use super::work::{Caller, Chunks, Facts, Level, Participant, Parts, Store, Work};
use crate::clock::Moment;
use crate::source::{Stock, Tap};
use crate::sync::Mutex;

/// How a loop ends before its last item.
enum End<X> {
    /// By an exit of the body or of the merge.
    Exit(X),
    /// By a panic of any user code.
    Panic(Payload),
}

/// Where a chunk is: its items, then its result.
enum Slot<I, T, X> {
    Empty,
    Items(I),
    Result(Finished<T, X>),
}

/// Whoever has claimed a chunk has its place to itself: these locks are never waited for.
type Slots<I, T, X> = Vec<Mutex<Slot<I, T, X>>>;

/// A whole loop.
pub(super) struct Loop<'a, S: Stock, P, L, T, X> {
    body: &'a dyn Body<S::Piece, L, T, X>,
    stock: S,
    tap: P,
    mine: Option<L>,
    results: Results<'a, T, X>,
    /// What was cut off and never run.
    left: Slots<S::Piece, T, X>,
    pulled: bool,
}

/// The caller's side of results: one to be merged, and the end.
struct Results<'a, T, X> {
    finished: Option<Finished<T, X>>,
    merge: &'a mut dyn FnMut(T) -> Option<X>,
    end: Option<End<X>>,
}

impl<'a, S, P, L, T, X> Loop<'a, S, P, L, T, X>
where
    S: Stock<Piece: Send>,
    P: Tap<S>,
    T: Send,
    X: Send,
{
    pub(super) fn new(
        (stock, tap): (S, P),
        pulled: bool,
        body: &'a dyn Body<S::Piece, L, T, X>,
        merge: &'a mut dyn FnMut(T) -> Option<X>,
    ) -> Self {
        Self {
            body,
            stock,
            tap,
            mine: None,
            results: Results {
                finished: None,
                merge,
                end: None,
            },
            left: Vec::new(),
            pulled,
        }
    }

    /// Ends as the plain loop: with its exit, or its panic. On unwinding, what is left is dropped while the panic is on its
    /// way.
    pub(super) fn finish(self) -> Option<X> {
        let left = (self.left, self.stock, self.tap, self.mine);
        match self.results.end {
            Some(End::Panic(payload)) => std::panic::resume_unwind(payload),
            end => {
                drop(left);
                match end {
                    Some(End::Exit(exit)) => Some(exit),
                    _ => None,
                }
            }
        }
    }
}

impl<T, X> Results<'_, T, X> {
    /// Merges what is finished. All chunks before it are merged already. `false`: the loop ends here.
    ///
    /// What the merge itself does, exit or panic, comes before the end of the chunk, because it
    /// replays items up to that end.
    fn merge(&mut self) -> bool {
        let (mut state, end) = match self.finished.take() {
            None => return true,
            Some(Finished::Done(state)) => (Some(state), None),
            Some(Finished::Exit(state, exit)) => (Some(state), Some(End::Exit(exit))),
            Some(Finished::Panicked(state, payload)) => (state, Some(End::Panic(payload))),
        };
        let mut exit = None;
        let merged = caught(&mut || exit = state.take().and_then(&mut *self.merge));
        let earlier = match (merged, exit) {
            (Ok(()), None) => {
                self.end = end;
                return self.end.is_none();
            }
            (Ok(()), Some(exit)) => End::Exit(exit),
            (Err(payload), _) => End::Panic(payload),
        };
        discard(end);
        self.end = Some(earlier);
        false
    }

    /// Merges a result that comes behind all others, if it counts.
    fn settle(&mut self, finished: Finished<T, X>) {
        if self.end.is_some() {
            discard(finished);
        } else {
            self.finished = Some(finished);
            self.merge();
        }
    }
}

impl<S, P, L, T, X> Work for Loop<'_, S, P, L, T, X>
where
    S: Stock<Piece: Send>,
    P: Tap<S>,
    T: Send,
    X: Send,
{
    fn facts(&self) -> Facts {
        Facts {
            pulled: self.pulled,
            exits: size_of::<Option<X>>() > 0,
            keeps: size_of::<T>() > 0,
        }
    }

    fn level(&self) -> Level {
        level(&self.stock)
    }

    fn run(&mut self, len: usize) -> bool {
        let finished = match take(&mut self.stock, len) {
            Ok(piece) => self.body.run(piece, &mut self.mine),
            Err(payload) => Finished::Panicked(None, payload),
        };
        let done = finished.is_done();
        self.results.finished = Some(finished);
        done
    }

    fn merge(&mut self) -> bool {
        self.results.merge()
    }

    fn is_dry(&self) -> bool {
        self.tap.is_dry()
    }

    fn pull(&mut self, len: usize) -> usize {
        P::deliver(self.tap.pull(len), &mut self.stock)
    }

    fn spread(&mut self, places: usize, visit: &mut dyn FnMut(Parts<'_>)) -> u64 {
        let mut slots = Vec::with_capacity(places);
        for _ in 0..places {
            slots.push(Mutex::new(Slot::Empty));
        }
        let delivery = Mutex::new(None);
        let spread = Spread {
            body: self.body,
            slots: &slots,
        };
        visit(Parts {
            store: &mut Unclaimed {
                stock: &mut self.stock,
                slots: &slots,
                delivery: &delivery,
                deliver: P::deliver,
            },
            chunks: &spread,
            caller: &mut Front {
                tap: &mut self.tap,
                delivery: &delivery,
                results: &mut self.results,
                own: Own {
                    mine: &mut self.mine,
                    spread: &spread,
                },
            },
        });

        // Results without size are merged in no time, and the clock takes some.
        let began = self.facts().keeps.then(Moment::now);
        for slot in &slots {
            let content = mem::replace(&mut *slot.lock(), Slot::Empty);
            match content {
                Slot::Result(finished) => self.results.settle(finished),
                items => *slot.lock() = items,
            }
        }
        self.left = slots;
        began.map_or(0, Moment::nanos)
    }

    fn has_ended(&self) -> bool {
        self.results.end.is_some()
    }

    fn fail(&mut self, panic: Payload) {
        let end = &mut self.results.end;
        if let Some(End::Panic(_)) = end {
            discard(panic);
        } else {
            discard(end.replace(End::Panic(panic)));
        }
    }
}

/// What the participants have in common.
struct Spread<'a, I, L, T, X> {
    body: &'a dyn Body<I, L, T, X>,
    slots: &'a Slots<I, T, X>,
}

impl<I: Send, L, T: Send, X: Send> Chunks for Spread<'_, I, L, T, X> {
    fn join(&self, visit: &mut dyn FnMut(&mut dyn Participant)) {
        visit(&mut Own {
            mine: &mut None,
            spread: self,
        });
    }
}

/// One participant.
struct Own<'a, I, L, T, X> {
    mine: &'a mut Option<L>,
    spread: &'a Spread<'a, I, L, T, X>,
}

impl<I, L, T, X> Participant for Own<'_, I, L, T, X> {
    fn run(&mut self, place: usize) -> bool {
        let slot = &self.spread.slots[place];
        let Slot::Items(piece) = mem::replace(&mut *slot.lock(), Slot::Empty) else {
            unreachable!("a chunk is claimed once")
        };
        let finished = self.spread.body.run(piece, self.mine);
        let done = finished.is_done();
        *slot.lock() = Slot::Result(finished);
        done
    }

    fn leave(&mut self) -> Result<(), Payload> {
        caught(&mut || drop(self.mine.take()))
    }
}

/// The store's end of a loop that is spread out.
struct Unclaimed<'a, S: Stock, D, T, X> {
    stock: &'a mut S,
    slots: &'a Slots<S::Piece, T, X>,
    /// From the caller, who pulls without a lock.
    delivery: &'a Mutex<Option<D>>,
    deliver: fn(D, &mut S) -> usize,
}

impl<S: Stock<Piece: Send>, D: Send, T: Send, X: Send> Store for Unclaimed<'_, S, D, T, X> {
    fn level(&self) -> Level {
        level(self.stock)
    }

    fn take(&mut self, place: usize, len: usize) -> bool {
        let (slot, taken) = match take(self.stock, len) {
            Ok(piece) => (Slot::Items(piece), true),
            Err(payload) => (Slot::Result(Finished::Panicked(None, payload)), false),
        };
        *self.slots[place].lock() = slot;
        taken
    }

    fn deliver(&mut self) -> usize {
        let delivery = self.delivery.lock().take();
        delivery.map_or(0, |delivery| (self.deliver)(delivery, self.stock))
    }
}

/// The caller's end of a loop that is spread out.
struct Front<'a, 'b, S: Stock, P: Tap<S>, L, T, X> {
    tap: &'a mut P,
    delivery: &'a Mutex<Option<P::Delivery>>,
    results: &'a mut Results<'b, T, X>,
    own: Own<'a, S::Piece, L, T, X>,
}

impl<S: Stock, P: Tap<S>, L, T, X> Participant for Front<'_, '_, S, P, L, T, X> {
    fn run(&mut self, place: usize) -> bool {
        self.own.run(place)
    }

    fn leave(&mut self) -> Result<(), Payload> {
        self.own.leave()
    }
}

impl<S: Stock, P: Tap<S>, L, T, X> Caller for Front<'_, '_, S, P, L, T, X> {
    fn fetch(&mut self, place: usize) {
        let slot = mem::replace(&mut *self.own.spread.slots[place].lock(), Slot::Empty);
        if let Slot::Result(finished) = slot {
            self.results.finished = Some(finished);
        }
    }

    fn merge(&mut self) -> bool {
        self.results.merge()
    }

    fn is_dry(&self) -> bool {
        self.tap.is_dry()
    }

    fn pull(&mut self, len: usize) {
        let delivery = self.tap.pull(len);
        *self.delivery.lock() = Some(delivery);
    }
}

fn level<S: Stock>(stock: &S) -> Level {
    Level {
        left: stock.left(),
        ready: stock.is_ready(),
        waiting: stock.waiting(),
        next_len: stock.next_len(),
    }
}

fn take<S: Stock>(stock: &mut S, len: usize) -> Result<S::Piece, Payload> {
    let mut piece = None;
    caught(&mut || piece = Some(stock.take(len)))?;
    match piece {
        Some(piece) => Ok(piece),
        None => unreachable!("it was taken, or it panicked"),
    }
}
