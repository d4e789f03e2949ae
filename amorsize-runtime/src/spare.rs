//! Memory of what was merged: it serves the chunks that come after it.
//!
//! A chunk may keep megabytes, and memory that comes fresh from the system for each of them costs more than filling it.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Empty containers of one call.
#[derive(Debug)]
pub(crate) struct Spare<T>(Mutex<Vec<T>>);

impl<T> Spare<T> {
    /// None yet; does not allocate.
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// One that was kept.
    #[inline]
    pub(crate) fn take(&self) -> Option<T> {
        self.lock().pop()
    }

    /// Keeps one for later.
    #[inline]
    pub(crate) fn keep(&self, empty: T) {
        self.lock().push(empty);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
