//! How helpers enter and leave a call. See the README beside this file for the argument.

use std::cell::OnceCell;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::sync::{Arc, AtomicUsize, Condvar, Mutex, Ordering, spin};

/// Set once, when the call is over: nobody enters any more.
const CLOSED: usize = 1;
/// One helper inside.
const ONE: usize = 2;
/// How long a closing caller spins for helpers that are inside before it parks.
const CLOSE_SPIN: Duration = Duration::from_micros(30);

/// The gate of one call. It outlives the call as long as a helper that has not started holds it.
struct Gate {
    /// `CLOSED`, plus `ONE` for every helper inside. One word, so that "enter" and "close" are
    /// ordered by its modification order alone.
    word: AtomicUsize,
    parked: Mutex<()>,
    emptied: Condvar,
    /// What a helper does. Points into the caller's frame: only to be followed while inside.
    help: *const (dyn Fn() + Sync),
}

// SAFETY: `help` points to a closure that is `Sync`, so any thread may call it by reference; that
// the closure is still there when it is called is the protocol's business (`Helper::run`). The
// other fields are `Send` and `Sync` by themselves.
unsafe impl Send for Gate {}
// SAFETY: as above.
unsafe impl Sync for Gate {}

impl Gate {
    /// Enters unless the gate is closed. A helper that is too late leaves the word untouched.
    fn enter(&self) -> bool {
        let mut word = self.word.load(Ordering::SeqCst);
        while word & CLOSED == 0 {
            match self.word.compare_exchange_weak(
                word,
                word + ONE,
                Ordering::SeqCst,
                Ordering::SeqCst,
            ) {
                Ok(_) => return true,
                Err(seen) => word = seen,
            }
        }
        false
    }

    /// Leaves. The last one to leave a closed gate wakes the caller.
    fn leave(&self) {
        if self.word.fetch_sub(ONE, Ordering::SeqCst) == CLOSED + ONE {
            // Under the lock, or the caller could miss this between its last look and its sleep.
            let _lock = self.parked.lock();
            self.emptied.notify_one();
        }
    }

    fn empty(&self) -> bool {
        self.word.load(Ordering::SeqCst) < ONE
    }

    /// Lets nobody enter any more and waits for those inside. Waits for nobody else.
    fn close(&self) {
        if self.word.fetch_or(CLOSED, Ordering::SeqCst) < ONE || spin(CLOSE_SPIN, || self.empty()) {
            return;
        }
        let mut lock = self.parked.lock();
        while !self.empty() {
            self.emptied.wait(&mut lock);
        }
    }
}

/// An invitation to help with one call. It may be run at any time, on any thread, or never.
pub(crate) struct Helper(Arc<Gate>);

impl Helper {
    /// For handing it over in one word; nothing but [`Helper::from_raw`] takes it back.
    pub(super) fn into_raw(self) -> *mut () {
        Arc::into_raw(self.0).cast::<()>().cast_mut()
    }

    /// # Safety
    ///
    /// `raw` came from [`Helper::into_raw`] and is taken back for the first time; anything else
    /// frees a gate that is in use.
    pub(super) unsafe fn from_raw(raw: *mut ()) -> Self {
        // SAFETY: the caller's promise is `Arc::from_raw`'s.
        Self(unsafe { Arc::from_raw(raw.cast::<Gate>()) })
    }

    /// Whether the call is over.
    pub(super) fn too_late(&self) -> bool {
        self.0.word.load(Ordering::SeqCst) & CLOSED != 0
    }

    /// Helps, or leaves untouched what is over already. Never unwinds.
    pub(crate) fn run(self) {
        struct Inside<'a>(&'a Gate);
        impl Drop for Inside<'_> {
            fn drop(&mut self) {
                self.0.leave();
            }
        }

        if !self.0.enter() {
            return;
        }
        let inside = Inside(&self.0);
        // SAFETY: `enter` has counted this thread in while the gate was open. `with_helpers` holds
        // the closure's borrow until `close` has returned, on every path out of it, and `close`
        // returns only when the count is back at zero, which `inside` does after the last use
        // of the reference. So the closure is alive throughout this borrow.
        let help = unsafe { &*self.0.help };
        // The driver catches what user code throws; this is the last net, because an unwinding
        // thread of the pool would end the process.
        if let Err(payload) = catch_unwind(AssertUnwindSafe(help)) {
            mem::forget(payload);
        }
        drop(inside);
    }
}

/// Where helpers come from.
pub(crate) trait Summon {
    /// Invites up to `count` helpers, each made by `helper`; says how many were invited. An
    /// invitation that is never followed costs nothing but its memory.
    fn summon(&self, count: usize, helper: &mut dyn FnMut() -> Helper) -> usize;
}

/// Invites helpers to the call it belongs to.
pub(crate) struct Recruiter<'a> {
    from: &'a dyn Summon,
    help: *const (dyn Fn() + Sync),
    gate: OnceCell<Arc<Gate>>,
}

impl Recruiter<'_> {
    /// Invites up to `count` helpers and says how many were invited; 0 when no thread can be had.
    pub(crate) fn summon(&self, count: usize) -> usize {
        let gate = self.gate.get_or_init(|| {
            Arc::new(Gate {
                word: AtomicUsize::new(0),
                parked: Mutex::new(()),
                emptied: Condvar::new(),
                help: self.help,
            })
        });
        self.from.summon(count, &mut || Helper(Arc::clone(gate)))
    }
}

/// Runs `body` on this thread. The helpers it summons run `help`, as often as they are let in, and
/// none of them is inside `help` any more when this returns or unwinds.
pub(crate) fn with_helpers<R>(
    from: &dyn Summon,
    help: &(dyn Fn() + Sync),
    body: impl FnOnce(&Recruiter<'_>) -> R,
) -> R {
    /// Private to this function and never handed out, so that nobody can forget it.
    struct CloseAtEnd<'a>(Recruiter<'a>);
    impl Drop for CloseAtEnd<'_> {
        fn drop(&mut self) {
            if let Some(gate) = self.0.gate.get() {
                gate.close();
            }
        }
    }

    let help: *const (dyn Fn() + Sync + '_) = help;
    // SAFETY: only the lifetime bound of the trait object changes. The pointer is followed by
    // `Helper::run` alone, between `enter` and `leave`; the guard below closes the gate and waits
    // for everyone inside before this function, and with it the borrow `help`, ends.
    let help: *const (dyn Fn() + Sync + 'static) = unsafe { mem::transmute(help) };
    let guard = CloseAtEnd(Recruiter {
        from,
        help,
        gate: OnceCell::new(),
    });
    body(&guard.0)
}
