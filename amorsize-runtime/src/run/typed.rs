//! A loop with its types: all code that exists once per loop is here and in `body`. So there is as little as can be.

use std::mem;

use super::Payload;
use super::body::{self, Body, Finished, Piece, caught, discard};
use super::work::{Caller, Chunks, Facts, Level, Participant, Parts, Store, Work};
use crate::clock::Moment;
use crate::source::{Feed, Stock, Tap};
use crate::sync::Mutex;

type StockOf<B> = <<B as Body>::Feed as Feed>::Stock;
type TapOf<B> = <<B as Body>::Feed as Feed>::Tap;
type DeliveryOf<B> = <TapOf<B> as Tap<StockOf<B>>>::Delivery;

/// How a loop ends before its last item.
enum End<X> {
    /// By an exit of the body or of the merge.
    Exit(X),
    /// By a panic of any user code.
    Panic(Payload),
}

/// Where a chunk is: its items, then its result.
enum Slot<B: Body> {
    Empty,
    Items(Piece<B>),
    Result(Finished<B>),
}

type Slots<B> = Vec<Mutex<Slot<B>>>;

/// A whole loop.
pub(super) struct Loop<B: Body, M> {
    body: B,
    stock: StockOf<B>,
    tap: TapOf<B>,
    mine: Option<B::Local>,
    merging: Merging<B, M>,
    /// What was cut off and never run.
    left: Slots<B>,
}

/// The caller's side of results: one to be merged, and the end.
struct Merging<B: Body, M> {
    finished: Option<Finished<B>>,
    merge: M,
    end: Option<End<B::Exit>>,
}

impl<B: Body, M: FnMut(B::State) -> Option<B::Exit>> Loop<B, M> {
    /// `expected` is how many items there were in earlier calls.
    pub(super) fn new(feed: B::Feed, body: B, merge: M, expected: Option<usize>) -> Self {
        let (stock, tap) = feed.open(expected);
        Self {
            body,
            stock,
            tap,
            mine: None,
            merging: Merging {
                finished: None,
                merge,
                end: None,
            },
            left: Vec::new(),
        }
    }

    /// Ends as the plain loop: with its exit, or its panic. On unwinding, what is left is dropped while the panic is on its
    /// way.
    pub(super) fn finish(self) -> Option<B::Exit> {
        let Self {
            body: _,
            stock,
            tap,
            mine,
            merging,
            left,
        } = self;
        match merging.end {
            Some(End::Panic(payload)) => {
                let _left = (left, stock, tap, mine);
                std::panic::resume_unwind(payload)
            }
            Some(End::Exit(exit)) => {
                drop((left, stock, tap, mine));
                Some(exit)
            }
            None => {
                drop((left, stock, tap, mine));
                None
            }
        }
    }
}

impl<B: Body, M: FnMut(B::State) -> Option<B::Exit>> Merging<B, M> {
    /// Merges what is finished. All chunks before it are merged already. `false`: the loop ends here.
    ///
    /// What the merge itself does, exit or panic, comes before the end of the chunk, because it
    /// replays items up to that end.
    #[inline(never)]
    fn merge(&mut self) -> bool {
        let (mut state, end) = match self.finished.take() {
            None => return true,
            Some(Finished::Done(state)) => (Some(state), None),
            Some(Finished::Exit(state, exit)) => (Some(state), Some(End::Exit(exit))),
            Some(Finished::Panicked(state, payload)) => (state, Some(End::Panic(payload))),
        };
        let mut exit = None;
        let merged = caught(&mut || exit = state.take().and_then(&mut self.merge));
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
}

impl<B: Body, M: FnMut(B::State) -> Option<B::Exit>> Work for Loop<B, M> {
    fn facts(&self) -> Facts {
        Facts {
            pulled: B::Feed::PULLED,
            exits: size_of::<Option<B::Exit>>() > 0,
            keeps: size_of::<B::State>() > 0,
        }
    }

    fn level(&self) -> Level {
        level(&self.stock)
    }

    fn run(&mut self, len: usize) -> bool {
        let finished = match take(&mut self.stock, len) {
            Ok(piece) => body::run(&self.body, piece, &mut self.mine),
            Err(payload) => Finished::Panicked(None, payload),
        };
        let done = matches!(finished, Finished::Done(_));
        self.merging.finished = Some(finished);
        done
    }

    fn merge(&mut self) -> bool {
        self.merging.merge()
    }

    fn is_dry(&self) -> bool {
        self.tap.is_dry()
    }

    fn pull(&mut self, len: usize) -> usize {
        TapOf::<B>::deliver(self.tap.pull(len), &mut self.stock)
    }

    fn spread(&mut self, places: usize, visit: &mut dyn FnMut(Parts<'_>)) -> u64 {
        let mut slots = Vec::with_capacity(places);
        for _ in 0..places {
            slots.push(Mutex::new(Slot::Empty));
        }
        let spread = Spread {
            body: &self.body,
            slots: &slots,
            delivery: Mutex::new(None),
        };
        visit(Parts {
            store: &mut Unclaimed {
                stock: &mut self.stock,
                spread: &spread,
            },
            chunks: &spread,
            caller: &mut Front {
                tap: &mut self.tap,
                merging: &mut self.merging,
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
                Slot::Result(finished) if self.has_ended() => discard(finished),
                Slot::Result(finished) => {
                    self.merging.finished = Some(finished);
                    self.merging.merge();
                }
                items => *slot.lock() = items,
            }
        }
        self.left = slots;
        began.map_or(0, Moment::nanos)
    }

    fn has_ended(&self) -> bool {
        self.merging.end.is_some()
    }

    fn fail(&mut self, panic: Payload) {
        if let Some(End::Panic(_)) = self.merging.end {
            discard(panic);
        } else {
            discard(self.merging.end.replace(End::Panic(panic)));
        }
    }
}

/// What the participants have in common.
struct Spread<'a, B: Body> {
    body: &'a B,
    /// Whoever has claimed a chunk has its place to itself: these locks are never waited for.
    slots: &'a Slots<B>,
    /// From the caller, who pulls without a lock, to the store.
    delivery: Mutex<Option<DeliveryOf<B>>>,
}

impl<B: Body> Chunks for Spread<'_, B> {
    fn join(&self, visit: &mut dyn FnMut(&mut dyn Participant)) {
        visit(&mut Own {
            mine: &mut None,
            spread: self,
        });
    }
}

/// The store's end of a loop that is spread out.
struct Unclaimed<'a, B: Body> {
    stock: &'a mut StockOf<B>,
    spread: &'a Spread<'a, B>,
}

impl<B: Body> Store for Unclaimed<'_, B> {
    fn level(&self) -> Level {
        level(self.stock)
    }

    fn take(&mut self, place: usize, len: usize) -> bool {
        let slot = match take(self.stock, len) {
            Ok(piece) => Slot::Items(piece),
            Err(payload) => Slot::Result(Finished::Panicked(None, payload)),
        };
        let taken = matches!(slot, Slot::Items(_));
        *self.spread.slots[place].lock() = slot;
        taken
    }

    fn deliver(&mut self) -> usize {
        let delivery = self.spread.delivery.lock().take();
        delivery.map_or(0, |delivery| TapOf::<B>::deliver(delivery, self.stock))
    }
}

/// One participant.
struct Own<'a, B: Body> {
    mine: &'a mut Option<B::Local>,
    spread: &'a Spread<'a, B>,
}

impl<B: Body> Participant for Own<'_, B> {
    fn run(&mut self, place: usize) -> bool {
        let slot = &self.spread.slots[place];
        let Slot::Items(piece) = mem::replace(&mut *slot.lock(), Slot::Empty) else {
            unreachable!("a chunk is claimed once")
        };
        let finished = body::run(self.spread.body, piece, self.mine);
        let done = matches!(finished, Finished::Done(_));
        *slot.lock() = Slot::Result(finished);
        done
    }

    fn leave(&mut self) -> Result<(), Payload> {
        caught(&mut || drop(self.mine.take()))
    }
}

/// The caller's end of a loop that is spread out.
struct Front<'a, B: Body, M> {
    tap: &'a mut TapOf<B>,
    merging: &'a mut Merging<B, M>,
    own: Own<'a, B>,
}

impl<B: Body, M> Participant for Front<'_, B, M> {
    fn run(&mut self, place: usize) -> bool {
        self.own.run(place)
    }

    fn leave(&mut self) -> Result<(), Payload> {
        self.own.leave()
    }
}

impl<B: Body, M: FnMut(B::State) -> Option<B::Exit>> Caller for Front<'_, B, M> {
    fn fetch(&mut self, place: usize) {
        let slot = mem::replace(&mut *self.own.spread.slots[place].lock(), Slot::Empty);
        if let Slot::Result(finished) = slot {
            self.merging.finished = Some(finished);
        }
    }

    fn merge(&mut self) -> bool {
        self.merging.merge()
    }

    fn is_dry(&self) -> bool {
        self.tap.is_dry()
    }

    fn pull(&mut self, len: usize) {
        let delivery = self.tap.pull(len);
        *self.own.spread.delivery.lock() = Some(delivery);
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
