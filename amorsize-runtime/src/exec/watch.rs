//! A thread that looks after something from time to time, and sleeps for good when there is nothing
//! to look after.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

use once_cell::sync::OnceCell;

use super::fork::forked;
use super::ours;

/// Calls `look` after `first`, then after twice as long each time, but not longer than `last`, as
/// long as it finds something (`true`).
pub(crate) struct Watch {
    first: Duration,
    last: Duration,
    look: fn() -> bool,
    thread: OnceCell<Thread>,
    /// It sleeps until it is woken.
    asleep: AtomicBool,
}

impl Watch {
    pub(crate) const fn new(first: Duration, last: Duration, look: fn() -> bool) -> Self {
        Self {
            first,
            last,
            look,
            thread: OnceCell::new(),
            asleep: AtomicBool::new(false),
        }
    }

    /// Whether somebody watches; the first call starts the thread.
    pub(crate) fn is_there(&'static self) -> bool {
        !forked() && self.start().is_ok()
    }

    fn start(&'static self) -> std::io::Result<&'static Thread> {
        self.thread.get_or_try_init(|| {
            let thread = thread::Builder::new().name("amorsize-watch".to_owned());
            let handle = thread.spawn(move || self.stand())?;
            ours::count();
            Ok(handle.thread().clone())
        })
    }

    /// To be called when something to look after was put there.
    pub(crate) fn wake(&'static self) {
        if self.asleep.swap(false, Ordering::SeqCst)
            && let Some(thread) = self.thread.get()
        {
            thread.unpark();
        }
    }

    fn stand(&self) {
        loop {
            let mut pause = self.first;
            loop {
                // Woken early, it looks early: that does no harm.
                thread::park_timeout(pause);
                if !(self.look)() {
                    break;
                }
                pause = pause.saturating_mul(2).min(self.last);
            }
            // Who puts something there reads the flag afterwards; here the flag is set and then
            // looked once more. One of the two sees the other.
            self.asleep.store(true, Ordering::SeqCst);
            if (self.look)() {
                self.asleep.store(false, Ordering::SeqCst);
            }
            while self.asleep.load(Ordering::SeqCst) {
                thread::park();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::time::Instant;

    use super::*;

    #[test]
    fn looks_and_sleeps_and_is_woken() {
        static THINGS: AtomicUsize = AtomicUsize::new(0);
        const ONE: Duration = Duration::from_millis(1);
        static WATCH: Watch = Watch::new(ONE, ONE, || {
            let take = |things: usize| things.checked_sub(1);
            THINGS
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, take)
                .is_ok()
        });
        assert!(WATCH.is_there());
        for _ in 0..3 {
            THINGS.store(3, Ordering::SeqCst);
            WATCH.wake();
            let began = Instant::now();
            while THINGS.load(Ordering::SeqCst) > 0 || !WATCH.asleep.load(Ordering::SeqCst) {
                assert!(began.elapsed() < Duration::from_secs(20), "nobody looks");
                thread::yield_now();
            }
        }
    }
}
