//! Which chunk ran when, and on which thread: for timelines, and as spans of the crate `tracing` with the feature of that
//! name. Off, it costs one relaxed load a chunk.

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
    if crate::exec::forked() {
        return Vec::new();
    }
    SLICES.lock().clone()
}

/// A chunk that runs; it ends when this is dropped, by a panic too.
pub(crate) struct Open {
    site: &'static str,
    items: usize,
    start: u64,
    began: Moment,
}

/// A chunk that is looked at, until this is dropped.
pub(crate) struct Chunk {
    _open: Option<Open>,
    #[cfg(feature = "tracing")]
    _span: Option<tracing::span::EnteredSpan>,
}

/// A chunk begins.
#[inline]
pub(crate) fn chunk(site: &'static str, items: impl Fn() -> usize) -> Chunk {
    Chunk {
        #[cfg(feature = "tracing")]
        _span: span::chunk(site, &items),
        _open: open(site, items),
    }
}

/// A slice, if slices are kept.
#[inline]
fn open(site: &'static str, items: impl FnOnce() -> usize) -> Option<Open> {
    (ROOM.load(Ordering::Relaxed) > 0).then(|| Open::new(site, items()))
}

/// Spans. The chunks of helpers belong to the span in which their caller was.
#[cfg(feature = "tracing")]
pub(crate) mod span {
    use std::cell::Cell;

    use tracing::span::{EnteredSpan, Id};
    use tracing::{Level, Span};

    thread_local! {
        static CALLER: Cell<Option<Caller>> = const { Cell::new(None) };
    }

    /// The span of a caller, for its helpers.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Caller(u64);

    impl Caller {
        /// The span that this thread is in.
        pub(crate) fn here() -> Option<Self> {
            let inherited = CALLER.get();
            inherited.or_else(|| Span::current().id().map(|id| Self(id.into_u64())))
        }
    }

    /// This thread helps that caller, until what this gives is dropped.
    pub(crate) fn help(caller: Option<Caller>) -> impl Sized {
        struct Restore(Option<Caller>);
        impl Drop for Restore {
            fn drop(&mut self) {
                CALLER.set(self.0);
            }
        }
        Restore(CALLER.replace(caller))
    }

    /// A chunk as a span; none where nobody asks for it.
    #[inline]
    pub(super) fn chunk(site: &'static str, items: &dyn Fn() -> usize) -> Option<EnteredSpan> {
        tracing::enabled!(target: "amorsize", Level::TRACE).then(|| open(site, items()))
    }

    #[cold]
    fn open(site: &'static str, items: usize) -> EnteredSpan {
        match CALLER.get().filter(|_| Span::current().is_none()) {
            Some(Caller(caller)) => {
                let caller = Id::from_u64(caller);
                tracing::trace_span!(target: "amorsize", parent: caller, "chunk", site, items)
            }
            None => tracing::trace_span!(target: "amorsize", "chunk", site, items),
        }
        .entered()
    }
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
        assert!(open("traced", || unreachable!()).is_none());
    }
}
