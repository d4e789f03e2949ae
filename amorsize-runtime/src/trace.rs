//! Which chunk ran when, and on which thread: for timelines. Off, it costs one relaxed load a chunk.

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use parking_lot::Mutex;

use crate::clock::Moment;

/// One chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    /// The site's name.
    pub(crate) site: &'static str,
    /// Threads in the order of their first chunk.
    pub(crate) participant: u32,
    /// Since the first chunk began, in nanoseconds.
    pub(crate) start: u64,
    pub(crate) nanos: u64,
    pub(crate) items: usize,
}

/// As many slices are still to be kept.
static ROOM: AtomicUsize = AtomicUsize::new(0);
static SLICES: Mutex<Vec<Slice>> = Mutex::new(Vec::new());
static FIRST: OnceLock<Moment> = OnceLock::new();
static PARTICIPANTS: AtomicU32 = AtomicU32::new(0);

thread_local! {
    static PARTICIPANT: Cell<Option<u32>> = const { Cell::new(None) };
}

/// Keeps the next `room` slices.
pub(crate) fn keep(room: usize) {
    ROOM.fetch_max(room, Ordering::Relaxed);
}

/// What was kept.
pub(crate) fn slices() -> Vec<Slice> {
    SLICES.lock().clone()
}

/// A chunk that runs; it ends when this is dropped, by a panic too.
pub(crate) struct Open {
    site: &'static str,
    items: usize,
    start: u64,
    began: Moment,
}

/// A chunk begins, if slices are kept.
#[inline]
pub(crate) fn chunk(site: &'static str, items: impl FnOnce() -> usize) -> Option<Open> {
    (ROOM.load(Ordering::Relaxed) > 0).then(|| Open::new(site, items()))
}

impl Open {
    #[cold]
    fn new(site: &'static str, items: usize) -> Self {
        let start = FIRST.get_or_init(Moment::now).nanos();
        Self {
            site,
            items,
            start,
            began: Moment::now(),
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let nanos = self.began.nanos();
        let left = |room: usize| room.checked_sub(1);
        if ROOM
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, left)
            .is_err()
        {
            return;
        }
        let participant = PARTICIPANT.get().unwrap_or_else(|| {
            let number = PARTICIPANTS.fetch_add(1, Ordering::Relaxed);
            PARTICIPANT.set(Some(number));
            number
        });
        SLICES.lock().push(Slice {
            site: self.site,
            participant,
            start: self.start,
            nanos,
            items: self.items,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_as_long_as_there_is_room() {
        keep(2);
        for _ in 0..3 {
            drop(chunk("traced", || 7));
        }
        // Other tests may run chunks meanwhile.
        let kept = slices();
        assert!(kept.len() >= 2);
        assert!(
            kept.iter()
                .filter(|slice| slice.site == "traced")
                .all(|slice| slice.items == 7)
        );
        assert!(chunk("traced", || unreachable!()).is_none());
    }
}
