//! A loop with its types: the code that exists once per kind of loop is here, and in `body`. So there is as little as can be.
//!
//! `S` and `P` are the stock of items and its tap, `L` a private value, `T` the state of a chunk, `X` an exit.

use std::{iter, mem};

use super::body::{Body, Merge};
use super::end::discard;
use super::work::{Caller, Chunks, Facts, Level, Participant, Parts, Results, Store, Work};
use crate::exit::Chunk;
use crate::source::{Stock, Tap};
use crate::sync::Mutex;

/// A place: the items of a chunk, then what it leaves.
struct Slot<I, T, X> {
    items: Option<I>,
    left: Left<T, X>,
}

/// Whoever has claimed a chunk has its place to itself: these locks are never waited for.
struct Slots<I, T, X> {
    /// Enough while the caller is alone.
    first: Mutex<Slot<I, T, X>>,
    others: Vec<Mutex<Slot<I, T, X>>>,
}

/// What a chunk leaves.
struct Left<T, X> {
    /// Missing if a panic came before it. After a panic in the loop it is merged as far as it got, which is what the plain
    /// loop leaves in the outer variables, and then the panic goes on.
    state: Option<T>,
    exit: Option<X>,
}

/// Whether chunks leave nothing: no exit, and a state that is like any other. To look for it would take longer than to make it.
const fn leaves_nothing<T, X>() -> bool {
    size_of::<T>() == 0 && !mem::needs_drop::<T>() && size_of::<Option<X>>() == 0
}

impl<T, X> Left<T, X> {
    const NOTHING: Self = Self {
        state: None,
        exit: None,
    };

    fn merge(&mut self, merge: &mut dyn Merge<T, X>) -> bool {
        if let Some(state) = self.state.take()
            && let Some(earlier) = merge.merge(state)
        {
            discard(self.exit.replace(earlier));
        }
        self.exit.is_some()
    }
}

impl<I, T, X> Slots<I, T, X> {
    fn at(&self, place: usize) -> &Mutex<Slot<I, T, X>> {
        let other = self.others.get(place.wrapping_sub(1));
        other.unwrap_or(&self.first)
    }

    /// The same while nobody else has any.
    fn alone_at(&mut self, place: usize) -> &mut Slot<I, T, X> {
        let other = self.others.get_mut(place.wrapping_sub(1));
        other.unwrap_or(&mut self.first).get_mut()
    }

    fn grow(&mut self, places: usize) {
        let more = places.saturating_sub(1 + self.others.len());
        self.others.extend(iter::repeat_with(slot).take(more));
    }
}

fn slot<I, T, X>() -> Mutex<Slot<I, T, X>> {
    Mutex::new(Slot {
        items: None,
        left: Left::NOTHING,
    })
}

/// A whole loop.
pub(super) struct Loop<'a, S: Stock, P: Tap<S>, L, T, X> {
    /// What was cut off and never run is dropped before the stock, as it comes before it.
    slots: Slots<S::Piece, T, X>,
    stock: S,
    tap: P,
    /// From the tap to the stock.
    delivery: Mutex<Option<P::Delivery>>,
    mine: Option<L>,
    merge: &'a mut dyn Merge<T, X>,
    body: &'a dyn Body<S::Piece, L, T, X>,
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
        merge: &'a mut dyn Merge<T, X>,
    ) -> Self {
        Self {
            slots: Slots {
                first: slot(),
                others: Vec::new(),
            },
            stock,
            tap,
            delivery: Mutex::new(None),
            mine: None,
            merge,
            body,
        }
    }

    /// The exit in this place.
    pub(super) fn take_exit(&mut self, place: usize) -> Option<X> {
        self.slots.at(place).lock().left.exit.take()
    }
}

impl<S: Stock, P: Tap<S>, L, T, X> Results for Loop<'_, S, P, L, T, X> {
    fn merge(&mut self, place: usize) -> bool {
        if leaves_nothing::<T, X>() {
            return self.merge.merge(self.body.start()).is_some();
        }
        self.slots.alone_at(place).left.merge(self.merge)
    }

    fn clear(&mut self, place: usize) {
        self.slots.alone_at(place).left = Left::NOTHING;
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

    fn cut(&mut self, lens: &[usize], count: &mut usize) {
        self.slots.grow(lens.len());
        while let Some(&len) = lens.get(*count)
            && self.stock.left() > 0
        {
            self.slots.alone_at(*count).items = Some(self.stock.take(len));
            *count += 1;
        }
    }

    fn spread(&mut self, places: usize, visit: &mut dyn FnMut(Parts<'_>)) {
        self.slots.grow(places);
        let Self {
            slots,
            stock,
            tap,
            delivery,
            mine,
            merge,
            body,
        } = self;
        let spread = Spread { body: *body, slots };
        visit(Parts {
            store: &mut Unclaimed::<S, P, T, X> {
                stock,
                slots,
                delivery,
            },
            chunks: &spread,
            caller: &mut Front {
                tap,
                delivery,
                merge: &mut **merge,
                mine,
                spread: &spread,
            },
        });
    }
}

/// What the participants have in common.
struct Spread<'a, I, L, T, X> {
    body: &'a dyn Body<I, L, T, X>,
    slots: &'a Slots<I, T, X>,
}

impl<I, L, T, X> Spread<'_, I, L, T, X> {
    fn run(&self, place: usize, mine: &mut Option<L>) -> bool {
        let mut kept = Kept {
            left: Left::NOTHING,
            slot: self.slots.at(place),
        };
        let items = kept.slot.lock().items.take();
        let Some(items) = items else { claimed_twice() };
        if mine.is_none() {
            *mine = Some(self.body.local());
        }
        kept.left.state = Some(self.body.start());
        if let (Some(mine), Some(state)) = (mine, &mut kept.left.state)
            && let Chunk::Exit(exit) = self.body.run(items, mine, state)
        {
            kept.left.exit = Some(exit);
            return false;
        }
        true
    }
}

#[cold]
fn claimed_twice() -> ! {
    unreachable!("a chunk is claimed once")
}

/// What a chunk leaves, on the stack while it runs: places lie side by side, and participants would share their cache lines.
struct Kept<'a, I, T, X> {
    left: Left<T, X>,
    slot: &'a Mutex<Slot<I, T, X>>,
}

impl<I, T, X> Drop for Kept<'_, I, T, X> {
    fn drop(&mut self) {
        if !leaves_nothing::<T, X>() {
            mem::swap(&mut self.slot.lock().left, &mut self.left);
        }
    }
}

impl<I: Send, L, T: Send, X: Send> Chunks for Spread<'_, I, L, T, X> {
    fn join(&self, visit: &mut dyn FnMut(&mut dyn Participant)) {
        visit(&mut Own {
            mine: None,
            spread: self,
        });
    }
}

/// One helper.
struct Own<'a, I, L, T, X> {
    mine: Option<L>,
    spread: &'a Spread<'a, I, L, T, X>,
}

impl<I, L, T, X> Participant for Own<'_, I, L, T, X> {
    fn run(&mut self, place: usize) -> bool {
        self.spread.run(place, &mut self.mine)
    }

    fn leave(&mut self) {
        self.mine = None;
    }
}

/// The store's end of a loop.
struct Unclaimed<'a, S: Stock, P: Tap<S>, T, X> {
    stock: &'a mut S,
    slots: &'a Slots<S::Piece, T, X>,
    /// From the caller, who pulls without a lock.
    delivery: &'a Mutex<Option<P::Delivery>>,
}

impl<S: Stock<Piece: Send>, P: Tap<S>, T: Send, X: Send> Store for Unclaimed<'_, S, P, T, X> {
    fn level(&self) -> Level {
        Level {
            left: self.stock.left(),
            ready: self.stock.is_ready(),
            waiting: self.stock.waiting(),
            next_len: self.stock.next_len(),
        }
    }

    fn take(&mut self, place: usize, len: usize) {
        let items = self.stock.take(len);
        self.slots.at(place).lock().items = Some(items);
    }

    fn deliver(&mut self) -> usize {
        if P::DRY {
            return 0;
        }
        let delivery = self.delivery.lock().take();
        delivery.map_or(0, |delivery| P::deliver(delivery, self.stock))
    }
}

/// The caller's end of a loop.
struct Front<'a, 'b, S: Stock, P: Tap<S>, L, T, X> {
    tap: &'a mut P,
    delivery: &'a Mutex<Option<P::Delivery>>,
    merge: &'a mut dyn Merge<T, X>,
    mine: &'a mut Option<L>,
    spread: &'a Spread<'b, S::Piece, L, T, X>,
}

impl<S: Stock, P: Tap<S>, L, T, X> Participant for Front<'_, '_, S, P, L, T, X> {
    fn run(&mut self, place: usize) -> bool {
        self.spread.run(place, self.mine)
    }

    fn leave(&mut self) {
        *self.mine = None;
    }
}

impl<S: Stock, P: Tap<S>, L, T, X> Results for Front<'_, '_, S, P, L, T, X> {
    fn merge(&mut self, place: usize) -> bool {
        if leaves_nothing::<T, X>() {
            return self.merge.merge(self.spread.body.start()).is_some();
        }
        let mut slot = self.spread.slots.at(place).lock();
        slot.left.merge(self.merge)
    }

    fn clear(&mut self, place: usize) {
        self.spread.slots.at(place).lock().left = Left::NOTHING;
    }
}

impl<S: Stock, P: Tap<S>, L, T, X> Caller for Front<'_, '_, S, P, L, T, X> {
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
