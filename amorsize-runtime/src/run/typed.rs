//! A loop with its types: the code that exists once per kind of loop is here, and in `body`. So there is as little as can be.
//!
//! `S` and `P` are the stock of items and its tap, `L` a private value, `T` the state of a chunk, `X` an exit.

use super::Payload;
use super::body::{Body, End, Finished, caught, discard};
use super::work::{Caller, Chunks, Facts, Level, Participant, Parts, Store, Work};
use crate::clock::Moment;
use crate::source::{Stock, Tap};
use crate::sync::Mutex;

/// Where a chunk is: its items, then its result.
struct Slot<I, T, X> {
    items: Option<I>,
    result: Option<Finished<T, X>>,
}

/// Whoever has claimed a chunk has its place to itself: these locks are never waited for.
type Slots<I, T, X> = Vec<Mutex<Slot<I, T, X>>>;

/// A whole loop.
pub(super) struct Loop<'a, S: Stock, P, L, T, X> {
    /// What was cut off and never run; dropped before the stock, as it comes before it.
    left: Slots<S::Piece, T, X>,
    stock: S,
    tap: P,
    mine: Option<L>,
    results: Results<'a, T, X>,
    body: &'a dyn Body<S::Piece, L, T, X>,
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
        body: &'a dyn Body<S::Piece, L, T, X>,
        merge: &'a mut dyn FnMut(T) -> Option<X>,
    ) -> Self {
        Self {
            left: Vec::new(),
            stock,
            tap,
            mine: None,
            results: Results {
                finished: None,
                merge,
                end: None,
            },
            body,
        }
    }

    /// The exit that ended it. What is left of the loop is dropped, as the plain loop drops it where it ends.
    pub(super) fn finish(mut self) -> Option<X> {
        match self.results.end.take() {
            Some(End::Exit(exit)) => Some(exit),
            _ => None,
        }
    }
}

impl<T, X> Results<'_, T, X> {
    /// Merges what is finished. All chunks before it are merged already. `false`: the loop ends here.
    ///
    /// What the merge itself does, exit or panic, comes before the end of the chunk, because it
    /// replays items up to that end.
    fn merge(&mut self) -> bool {
        let Some(Finished { mut state, end }) = self.finished.take() else {
            return true;
        };
        let mut earlier = None;
        let merged = caught(&mut || {
            if let Some(exit) = state.take().and_then(&mut *self.merge) {
                earlier = Some(End::Exit(exit));
            }
        });
        if let Err(payload) = merged {
            earlier = Some(End::Panic(payload));
        }
        if earlier.is_some() {
            discard(end);
            self.end = earlier;
        } else {
            self.end = end;
        }
        self.end.is_none()
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
            pulled: !P::DRY,
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
            Err(finished) => finished,
        };
        let done = finished.end.is_none();
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
        if P::DRY {
            return 0;
        }
        P::deliver(self.tap.pull(len), &mut self.stock)
    }

    fn spread(&mut self, places: usize, visit: &mut dyn FnMut(Parts<'_>)) -> u64 {
        let mut slots = Vec::with_capacity(places);
        for _ in 0..places {
            slots.push(Mutex::new(Slot {
                items: None,
                result: None,
            }));
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
            let result = slot.lock().result.take();
            if let Some(finished) = result {
                self.results.settle(finished);
            }
        }
        self.left = slots;
        began.map_or(0, Moment::nanos)
    }

    fn has_ended(&self) -> bool {
        self.results.end.is_some()
    }

    fn take_panic(&mut self) -> Option<Payload> {
        match self.results.end.take() {
            Some(End::Panic(payload)) => Some(payload),
            end => {
                self.results.end = end;
                None
            }
        }
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
        let items = slot.lock().items.take();
        let Some(items) = items else {
            unreachable!("a chunk is claimed once")
        };
        let finished = self.spread.body.run(items, self.mine);
        let done = finished.end.is_none();
        slot.lock().result = Some(finished);
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
        let taken = take(self.stock, len);
        let mut slot = self.slots[place].lock();
        match taken {
            Ok(items) => slot.items = Some(items),
            Err(finished) => slot.result = Some(finished),
        }
        slot.items.is_some()
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
        self.results.finished = self.own.spread.slots[place].lock().result.take();
    }

    fn merge(&mut self) -> bool {
        self.results.merge()
    }

    fn is_dry(&self) -> bool {
        self.tap.is_dry()
    }

    fn pull(&mut self, len: usize) {
        if P::DRY {
            return;
        }
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

/// The next `len` items. A panic is the result of the chunk.
fn take<S: Stock, T, X>(stock: &mut S, len: usize) -> Result<S::Piece, Finished<T, X>> {
    let mut piece = None;
    let taken = caught(&mut || piece = Some(stock.take(len)));
    let payload = match (taken, piece) {
        (Ok(()), Some(piece)) => return Ok(piece),
        (Ok(()), None) => unreachable!("it was taken, or it panicked"),
        (Err(payload), _) => payload,
    };
    Err(Finished {
        state: None,
        end: Some(End::Panic(payload)),
    })
}
