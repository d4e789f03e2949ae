//! Something to do when the process ends in an orderly way.

use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::PoisonError;

use super::fork::forked;

static LAST_WORDS: Mutex<Vec<fn()>> = Mutex::new(Vec::new());

unsafe extern "C" {
    // C's own: std links the C library on every target this file is built for.
    fn atexit(callback: extern "C" fn()) -> c_int;
}

/// Runs `work` when `main` returns or `exit` is called; not on abort or a signal. Best effort: if
/// the C library has no room for another handler, nothing happens.
pub(crate) fn at_exit(work: fn()) {
    let mut words = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if words.is_empty() {
        // SAFETY: `atexit` may be called from any thread at any time; the callback is a function
        // of this program, and does not unwind.
        unsafe { atexit(speak) };
    }
    words.push(work);
}

extern "C" fn speak() {
    // A child of `fork` has nothing to say that its parent does not.
    if forked() {
        return;
    }
    // Taken out first: the work must not find the lock held.
    let words = std::mem::take(&mut *LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner));
    for work in words {
        // Unwinding out of C's exit would abort a process that has ended well.
        let _ = catch_unwind(AssertUnwindSafe(work));
    }
}
