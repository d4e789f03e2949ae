//! What the participants of one call share, under one lock.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::body::Finished;
use super::tally::Share;
use super::{Payload, Rest};
use crate::schedule::Pace;
use crate::source::Source;

/// The state of a call that has helpers. Chunks are numbered from 0 in source order.
pub(super) struct Frame<S, T, X> {
    pub(super) rest: Rest<S>,
    pub(super) pace: Pace,
    /// Whether chunks may still be claimed. Closed by the first exit or panic of any chunk: all
    /// chunks in front of it are claimed already, and none behind it matters.
    pub(super) open: bool,
    /// The number of the first chunk whose result the caller has not taken.
    first: usize,
    /// Results from `first` on, one place per claimed chunk, filled when it is finished.
    finished: VecDeque<Option<Finished<T, X>>>,
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

/// What a participant gets when it asks for a chunk.
pub(super) enum Claim<S> {
    /// These items are its own.
    Chunk { number: usize, len: usize, piece: S },
    /// Not now: too many results wait for the caller.
    Full,
    /// No more in this call.
    Nothing,
}

impl<S: Source, T, X> Frame<S, T, X> {
    pub(super) fn new(rest: Rest<S>, pace: Pace, window: usize, helpers: usize) -> Self {
        Self {
            rest,
            pace,
            open: true,
            first: 0,
            finished: VecDeque::with_capacity(window.min(64)),
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

    /// Whether somebody could claim a chunk at this moment.
    pub(super) fn has_work(&self) -> bool {
        self.open && self.rest.len > 0 && self.finished.len() < self.window
    }

    /// Claims the next chunk.
    pub(super) fn claim(&mut self) -> Claim<S> {
        if !self.open || self.rest.len == 0 {
            return Claim::Nothing;
        }
        if self.finished.len() >= self.window {
            return Claim::Full;
        }
        let len = self.pace.next(self.rest.len).clamp(1, self.rest.len);
        let number = self.first + self.finished.len();
        // From here on the chunk exists, so its result must come.
        self.finished.push_back(None);
        match catch_unwind(AssertUnwindSafe(|| self.rest.cut(len))) {
            Ok(piece) => Claim::Chunk { number, len, piece },
            Err(payload) => {
                // The rest went down with the panic: it is the panic of this chunk, the last.
                self.deposit(number, Finished::Panicked(None, payload));
                Claim::Nothing
            }
        }
    }

    /// Hands in the result of chunk `number`.
    pub(super) fn deposit(&mut self, number: usize, finished: Finished<T, X>) {
        if !matches!(finished, Finished::Done(_)) {
            self.open = false;
        }
        let place = &mut self.finished[number - self.first];
        debug_assert!(place.is_none(), "a chunk has one result");
        *place = Some(finished);
    }

    /// Whether the caller has something to merge.
    pub(super) fn ready(&self) -> bool {
        matches!(self.finished.front(), Some(Some(_)))
    }

    /// Whether every chunk was claimed, finished and taken.
    pub(super) fn over(&self) -> bool {
        self.finished.is_empty() && (self.rest.len == 0 || !self.open)
    }

    /// Takes the results that are next in order.
    pub(super) fn take_ready(&mut self, into: &mut VecDeque<Finished<T, X>>) {
        while let Some(place) = self.finished.front_mut() {
            let Some(finished) = place.take() else { break };
            self.finished.pop_front();
            self.first += 1;
            into.push_back(finished);
        }
    }

    /// Takes all results there are, for throwing them away.
    pub(super) fn take_all(&mut self) -> impl Iterator<Item = Finished<T, X>> + use<'_, S, T, X> {
        self.finished.drain(..).flatten()
    }
}
