//! What the participants of one call share, under one lock.

use super::Payload;
use super::end::caught;
use super::tally::Shares;
use super::work::{Level, Store};
use crate::schedule::Pace;

/// The state of a call that has helpers. Chunks are numbered from 0 in source order.
pub(super) struct Frame<'a> {
    store: &'a mut (dyn Store + 'a),
    /// Of the store, as it is now.
    level: Level,
    pub(super) pace: &'a mut Pace,
    /// Whether chunks may still be claimed. Closed by the first exit or panic of any chunk: all
    /// chunks in front of it are claimed already, and none behind it matters.
    pub(super) open: bool,
    /// The number of the first chunk whose result the caller has not taken.
    first: usize,
    /// The number of the next chunk to be claimed.
    next: usize,
    /// The chunk of each result that is there, from `first` up to `next`, at its place: its number modulo the places. There is
    /// one more than the window has, for the chunk that the caller merges.
    finished: Vec<Option<Finished>>,
    /// How many chunks from `first` on may be claimed; bounds the results that wait.
    window: usize,

    /// The caller waits for the result of `first` (and looks at the flag beside the lock).
    pub(super) caller_waits: bool,
    /// The caller sleeps until it is notified.
    pub(super) caller_sleeps: bool,
    /// Helpers that wait for room in the window.
    pub(super) helpers_wait: usize,

    /// Helpers invited, and helpers that have left (or came too late to be counted on).
    pub(super) summoned: usize,
    pub(super) gone: usize,
    /// Helpers inside, now and at most.
    pub(super) inside: usize,
    pub(super) present: usize,
    pub(super) shares: Shares,
    /// A panic of a helper that belongs to no chunk: its private value's drop.
    pub(super) late: Option<Payload>,
}

/// A claimed chunk: its items are in this place, and its result goes there.
#[derive(Clone, Copy)]
pub(super) struct Chunk {
    pub(super) place: usize,
    /// Items.
    pub(super) len: usize,
}

/// A chunk whose result is in its place.
pub(super) struct Finished {
    /// Items that ran.
    pub(super) items: usize,
    /// All of them did: it was no exit and no panic.
    pub(super) done: bool,
    pub(super) panic: Option<Payload>,
}

/// What a participant gets when it asks for a chunk.
pub(super) enum Claim {
    /// This one is its own.
    Chunk(Chunk),
    /// Not now: too many results wait for the caller, or nothing was pulled in advance.
    Full,
    /// No more in this call.
    Nothing,
}

impl<'a> Frame<'a> {
    pub(super) fn new(
        store: &'a mut (dyn Store + 'a),
        pace: &'a mut Pace,
        window: usize,
        helpers: usize,
    ) -> Self {
        Self {
            level: store.level(),
            store,
            pace,
            open: true,
            first: 0,
            next: 0,
            finished: (0..=window).map(|_| None).collect(),
            window,
            caller_waits: false,
            caller_sleeps: false,
            helpers_wait: 0,
            summoned: 0,
            gone: 0,
            inside: 0,
            present: 0,
            shares: Shares::with_capacity(helpers),
            late: None,
        }
    }

    /// Items that nobody has claimed, as far as is known.
    pub(super) fn left(&self) -> usize {
        self.level.left
    }

    /// Chunks that were claimed and whose results the caller has not taken.
    fn claimed(&self) -> usize {
        self.next - self.first
    }

    /// Whether somebody could claim a chunk at this moment.
    pub(super) fn has_work(&self) -> bool {
        self.open && self.level.ready && self.claimed() < self.window
    }

    /// Whether more may be pulled: what is pulled and not merged has its bound too.
    pub(super) fn has_room(&self) -> bool {
        self.open && self.level.waiting + self.claimed() < self.window
    }

    /// Whether a participant that has nothing to do may get something later.
    pub(super) fn may_have_work(&self) -> bool {
        self.open && self.level.left > 0
    }

    /// Claims the next chunk.
    pub(super) fn claim(&mut self) -> Claim {
        let Level { left, next_len, .. } = self.level;
        if !self.open || left == 0 {
            return Claim::Nothing;
        }
        if !self.has_work() {
            return Claim::Full;
        }
        let len = match next_len {
            Some(len) => len,
            None => self.pace.next(left).clamp(1, left),
        };
        let place = self.place(self.next);
        // From here on the chunk exists, so its result must come.
        self.next += 1;
        let taken = caught(&mut || self.store.take(place, len));
        self.level = self.store.level();
        let Err(payload) = taken else {
            return Claim::Chunk(Chunk { place, len });
        };
        // The rest went down with the panic: it is the panic of this chunk, the last.
        let finished = Finished {
            items: 0,
            done: false,
            panic: Some(payload),
        };
        self.deposit(place, finished);
        Claim::Nothing
    }

    /// The result of a chunk is in its place.
    pub(super) fn deposit(&mut self, place: usize, finished: Finished) {
        if !finished.done {
            self.open = false;
        }
        debug_assert!(self.finished[place].is_none(), "a chunk has one result");
        self.finished[place] = Some(finished);
    }

    /// Takes in what the caller has pulled, and says how many items it is.
    pub(super) fn deliver(&mut self) -> usize {
        let items = self.store.deliver();
        self.level = self.store.level();
        items
    }

    /// Whether the caller has something to merge.
    pub(super) fn ready(&self) -> bool {
        self.claimed() > 0 && self.finished[self.place(self.first)].is_some()
    }

    /// Whether every chunk was claimed, finished and taken.
    pub(super) fn over(&self) -> bool {
        self.claimed() == 0 && (self.level.left == 0 || !self.open)
    }

    /// The chunk whose result is next in order, and its place, which is free when the next one is taken.
    pub(super) fn take_ready(&mut self) -> Option<(usize, Finished)> {
        let place = self.place(self.first);
        let finished = self.finished[place].take_if(|_| self.next > self.first)?;
        self.first += 1;
        Some((place, finished))
    }

    /// The results that nobody has taken, by their places.
    pub(super) fn leftover(&mut self) -> impl Iterator<Item = (usize, Finished)> {
        let finished = self.finished.iter_mut().enumerate();
        finished.filter_map(|(place, finished)| Some((place, finished.take()?)))
    }

    fn place(&self, number: usize) -> usize {
        number % self.finished.len()
    }
}
