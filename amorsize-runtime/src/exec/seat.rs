//! Where one helper is found: how an invitation gets to it while it spins, and when it must be woken.

use std::ptr;
use std::sync::atomic::{AtomicU64, AtomicUsize};
use std::time::Duration;

use once_cell::sync::OnceCell;

use super::protocol::Helper;
use super::wakes;
use crate::clock::Moment;
use crate::sync::thread::{self, Thread};
use crate::sync::{AtomicPtr, Ordering, stay};

/// How long a helper spins for the next call. Enough for calls back to back, short against a time
/// slice.
const STAY: Duration = Duration::from_micros(50);

/// How many spin: an estimate.
static SPINNING: AtomicUsize = AtomicUsize::new(0);

/// How many helpers spin at this moment: those a call gets without waking anyone.
pub(crate) fn helpers_at_hand() -> usize {
    SPINNING.load(Ordering::Relaxed)
}

pub(super) struct Seat {
    /// What stands here: null while the helper is away, [`Mark`] while it waits, else an invitation
    /// that it will take. Only the helper takes anything away, and only it puts the marks there.
    state: AtomicPtr<()>,
    /// The helper's thread, once it was started.
    pub(super) thread: OnceCell<Thread>,
    /// The CPU it stays on.
    pub(super) cpu: Option<usize>,
    /// When it was last woken: nothing but times depends on it, so the models need not know.
    called: AtomicU64,
}

/// How a helper waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Spinning,
    Parked,
}

impl Mark {
    /// An address that is never an invitation's.
    fn address(self) -> *mut () {
        // Not zero-sized, not equal: the addresses must differ.
        static MARKS: [u8; 2] = [1, 2];
        ptr::from_ref(&MARKS[self as usize]).cast::<()>().cast_mut()
    }
}

impl Seat {
    pub(super) fn new(cpu: Option<usize>) -> Self {
        Self {
            state: AtomicPtr::new(ptr::null_mut()),
            thread: OnceCell::new(),
            cpu,
            called: AtomicU64::new(0),
        }
    }

    /// Whether its helper waits like this at the moment.
    pub(super) fn is(&self, mark: Mark) -> bool {
        self.state.load(Ordering::Relaxed) == mark.address()
    }

    /// Puts an invitation where `mark` is; `false` if it is there no more.
    pub(super) fn give(&self, mark: Mark, helper: Helper) -> bool {
        let sleeper = match mark {
            Mark::Spinning => None,
            // It may sleep before its starter has put down who it is. Nobody could wake it.
            Mark::Parked => match self.thread.get() {
                None => return false,
                thread => thread,
            },
        };
        let invitation = helper.into_raw();
        // SeqCst throughout this file: the exchange decides who has the invitation, and at this
        // rate a total order costs nothing.
        let given = self.state.compare_exchange(
            mark.address(),
            invitation,
            Ordering::SeqCst,
            Ordering::Relaxed,
        );
        if given.is_err() {
            // SAFETY: the exchange failed, so the pointer went nowhere and is still ours; it came
            // from `into_raw` just now and is taken back once.
            drop(unsafe { Helper::from_raw(invitation) });
            return false;
        }
        match sleeper {
            None => drop(SPINNING.fetch_sub(1, Ordering::Relaxed)),
            Some(thread) => {
                thread.unpark();
                self.called.store(Moment::age(), Ordering::Relaxed);
            }
        }
        true
    }

    /// Waits, on the helper's own thread, for an invitation or until `called` (then `None`), and
    /// leaves the seat empty. It sleeps at once when that `is_brief`, and rests before it does.
    pub(super) fn wait(
        &self,
        called: impl Fn() -> bool,
        is_brief: impl Fn() -> bool,
        rest: impl FnOnce(),
    ) -> Option<Helper> {
        let (spinning, parked) = (Mark::Spinning.address(), Mark::Parked.address());
        SPINNING.fetch_add(1, Ordering::Relaxed);
        self.state.store(spinning, Ordering::SeqCst);
        stay(STAY, || {
            self.state.load(Ordering::Relaxed) != spinning || called() || is_brief()
        });
        let marked =
            self.state
                .compare_exchange(spinning, parked, Ordering::SeqCst, Ordering::SeqCst);
        if marked.is_ok() {
            SPINNING.fetch_sub(1, Ordering::Relaxed);
            // Who calls this helper now waits for it a moment longer, once in a second.
            rest();
            let since = wakes::sleeps();
            while self.state.load(Ordering::SeqCst) == parked && !called() {
                thread::park();
            }
            let called = self.called.load(Ordering::Relaxed);
            if called > since {
                wakes::is_up(since, called);
            }
        }
        let found = self.state.swap(ptr::null_mut(), Ordering::SeqCst);
        // SAFETY: only this thread puts marks here, and a caller replaces a mark by the pointer of
        // one invitation and counts it as given. The swap took it out, so it is taken back once.
        (found != parked).then(|| unsafe { Helper::from_raw(found) })
    }
}
