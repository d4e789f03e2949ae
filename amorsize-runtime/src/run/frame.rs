//! What the participants of one call share, under one lock.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Payload;
use super::body::Finished;
use super::tally::Share;
use crate::schedule::Pace;
use crate::source::Stock;

/// The state of a call that has helpers. Chunks are numbered from 0 in source order.
pub(super) struct Frame<S, T, X> {
    pub(super) stock: S,
    pub(super) pace: Pace,
    /// Whether chunks may still be claimed. Closed by the first exit or panic of any chunk: all
    /// chunks in front of it are claimed already, and none behind it matters.
    pub(super) open: bool,
    /// The number of the first chunk whose result the caller has not taken.
    first: usize,
    /// The number of the next chunk to be claimed.
    next: usize,
    /// The results from `first` up to `next`, each with its items, at the place of its number modulo the window. A ring of
    /// its own: std's deque is a good deal of code for every loop of a program.
    finished: Vec<Waiting<T, X>>,
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
    pub(super) shares: Vec<Share>,
    /// A panic of a helper that belongs to no chunk: its private value's drop.
    pub(super) late: Option<Payload>,
}

/// A place for a result with its items.
pub(super) type Waiting<T, X> = Option<(usize, Finished<T, X>)>;

/// What a participant gets when it asks for a chunk.
pub(super) enum Claim<P> {
    /// These items are its own.
    Chunk { number: usize, len: usize, piece: P },
    /// Not now: too many results wait for the caller, or nothing was pulled in advance.
    Full,
    /// No more in this call.
    Nothing,
}

impl<S: Stock, T, X> Frame<S, T, X> {
    pub(super) fn new(stock: S, pace: Pace, window: usize, helpers: usize) -> Self {
        Self {
            stock,
            pace,
            open: true,
            first: 0,
            next: 0,
            finished: Vec::new(),
            window,
            caller_waits: false,
            caller_sleeps: false,
            helpers_wait: 0,
            summoned: 0,
            gone: 0,
            inside: 0,
            present: 0,
            shares: Vec::with_capacity(helpers),
            late: None,
        }
    }

    /// Chunks that were claimed and whose results the caller has not taken.
    fn claimed(&self) -> usize {
        self.next - self.first
    }

    /// Whether somebody could claim a chunk at this moment.
    pub(super) fn has_work(&self) -> bool {
        self.open && self.stock.is_ready() && self.claimed() < self.window
    }

    /// Whether more may be pulled: what is pulled and not merged has its bound too.
    pub(super) fn has_room(&self) -> bool {
        self.open && self.stock.waiting() + self.claimed() < self.window
    }

    /// Whether a participant that has nothing to do may get something later.
    pub(super) fn may_have_work(&self) -> bool {
        self.open && self.stock.left() > 0
    }

    /// Claims the next chunk.
    pub(super) fn claim(&mut self) -> Claim<S::Piece> {
        let left = self.stock.left();
        if !self.open || left == 0 {
            return Claim::Nothing;
        }
        if !self.has_work() {
            return Claim::Full;
        }
        let len = match self.stock.next_len() {
            Some(len) => len,
            None => self.pace.next(left).clamp(1, left),
        };
        let number = self.next;
        // From here on the chunk exists, so its result must come.
        self.next += 1;
        if self.finished.len() < self.next.min(self.window) {
            self.finished.push(None);
        }
        match catch_unwind(AssertUnwindSafe(|| self.stock.take(len))) {
            Ok(piece) => Claim::Chunk { number, len, piece },
            Err(payload) => {
                // The rest went down with the panic: it is the panic of this chunk, the last.
                self.deposit(number, len, Finished::Panicked(None, payload));
                Claim::Nothing
            }
        }
    }

    /// Hands in the result of chunk `number`.
    pub(super) fn deposit(&mut self, number: usize, len: usize, finished: Finished<T, X>) {
        if !matches!(finished, Finished::Done(_)) {
            self.open = false;
        }
        let place = &mut self.finished[number % self.window];
        debug_assert!(place.is_none(), "a chunk has one result");
        *place = Some((len, finished));
    }

    /// Whether the caller has something to merge.
    pub(super) fn ready(&self) -> bool {
        self.claimed() > 0 && self.finished[self.first % self.window].is_some()
    }

    /// Whether every chunk was claimed, finished and taken.
    pub(super) fn over(&self) -> bool {
        self.claimed() == 0 && (self.stock.left() == 0 || !self.open)
    }

    /// Takes the results that are next in order.
    pub(super) fn take_ready(&mut self, into: &mut Vec<Waiting<T, X>>) {
        while self.ready() {
            into.push(self.finished[self.first % self.window].take());
            self.first += 1;
        }
    }

    /// Takes all results there are, for throwing them away.
    pub(super) fn take_all(&mut self) -> Vec<Waiting<T, X>> {
        std::mem::take(&mut self.finished)
    }
}
