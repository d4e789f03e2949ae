//! What may change how sites decide: settings, and scopes that say it. Sites stand above this and leave word how they are told.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Scopes that are open, on any thread.
static SCOPES: AtomicUsize = AtomicUsize::new(0);
/// Changes of the settings, and resets.
static EPOCH: AtomicUsize = AtomicUsize::new(0);
/// Closes the fast path of every site.
static CLOSE: OnceLock<fn()> = OnceLock::new();

/// Sites are to be told in this way; to be said before the first of them opens anything.
pub(crate) fn tell(close: fn()) {
    CLOSE.get_or_init(|| close);
}

/// The settings have changed: first that is said, then what is open is closed.
pub(crate) fn changed() {
    EPOCH.fetch_add(1, Ordering::SeqCst);
    close();
}

/// How often they have.
pub(crate) fn now() -> usize {
    EPOCH.load(Ordering::SeqCst)
}

/// Whether a scope is open.
pub(crate) fn is_overridden() -> bool {
    SCOPES.load(Ordering::SeqCst) != 0
}

fn close() {
    if let Some(close) = CLOSE.get() {
        close();
    }
}

/// While it lives, no site takes the fast path: a scope says how sites decide.
pub(crate) struct Overrides;

impl Overrides {
    pub(crate) fn open() -> Self {
        SCOPES.fetch_add(1, Ordering::SeqCst);
        close();
        Self
    }
}

impl Drop for Overrides {
    fn drop(&mut self) {
        SCOPES.fetch_sub(1, Ordering::SeqCst);
    }
}
