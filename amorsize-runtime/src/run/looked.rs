//! Who looks on while a call runs: timelines, progress bars, the clock of the thread.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::progress::{self, Progress};
use crate::schedule::Pace;

/// What looks on at one call.
pub(super) struct Looked {
    label: &'static str,
    total: usize,
    /// Items that are merged; only if somebody listens.
    done: Option<AtomicUsize>,
    /// The thread's CPU time when the call began.
    #[cfg(feature = "report")]
    cpu: Option<u64>,
}

/// Calls shorter than this, in nanoseconds, are not worth a look at the thread's clock, which is a system call.
#[cfg(feature = "report")]
const WORTH: f64 = 200_000.0;

impl Looked {
    pub(super) fn begin(label: &'static str, total: usize, pace: &Pace) -> Self {
        #[cfg(not(feature = "report"))]
        let _ = pace;
        Self {
            label,
            total,
            done: progress::is_told().then(AtomicUsize::default),
            #[cfg(feature = "report")]
            // Of a first call nothing is expected.
            cpu: (pace.expected_nanos() >= WORTH)
                .then(crate::exec::cpu_time)
                .flatten(),
        }
    }

    /// A chunk begins: it ends when what this gives is dropped.
    #[inline]
    pub(super) fn chunk(&self, items: usize) -> impl Sized + use<> {
        #[cfg(not(feature = "report"))]
        let _ = items;
        #[cfg(feature = "report")]
        return crate::trace::chunk(self.label, || items);
    }

    /// Whether somebody listens to how far the call is.
    pub(super) fn is_told(&self) -> bool {
        self.done.is_some()
    }

    /// A chunk of so many items is merged, and all before it. On the caller's thread.
    pub(super) fn merged(&self, items: usize) {
        if let Some(done) = &self.done {
            let done = done.fetch_add(items, Ordering::Relaxed) + items;
            progress::tell(&Progress {
                site: self.label,
                done: done.min(self.total),
                total: self.total,
            });
        }
    }

    /// The share of its time at work that this thread was on a core.
    #[cfg(feature = "report")]
    pub(super) fn cpu(&self, at_work: u64) -> Option<f64> {
        // The system is asked at the end only of calls that it was asked for at their beginning.
        let before = self.cpu?;
        let used = crate::exec::cpu_time()?.saturating_sub(before);
        (at_work as f64 >= WORTH / 4.0).then(|| (used as f64 / at_work as f64).min(1.0))
    }

    #[cfg(not(feature = "report"))]
    pub(super) fn cpu(&self, _: u64) -> Option<f64> {
        None
    }
}
