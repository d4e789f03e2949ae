//! The fast path: whether a call is so clearly the plain loop that nothing else is looked at.

use std::any::type_name;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What a call compares itself with. Generic functions share a static between their instantiations:
/// the limit is the `owner`'s, and the others do not take it for theirs.
///
/// Nothing is counted here: a counter would double what a call of a few nanoseconds pays. That such
/// loops turned dear is noticed because gates are closed again after a while (see [`super::doors`]).
#[derive(Debug)]
pub(crate) struct Gate {
    serial_below: AtomicUsize,
    owner: AtomicUsize,
    /// Some thread times the plain loop.
    timed: AtomicBool,
}

impl Gate {
    pub(crate) const fn new() -> Self {
        Self {
            serial_below: AtomicUsize::new(0),
            owner: AtomicUsize::new(0),
            timed: AtomicBool::new(false),
        }
    }

    /// Whether a call of `len` items is the plain loop without a further look. All loads are
    /// relaxed: mixing an old limit with a new owner costs one call's time, never its result.
    #[inline(always)]
    pub(crate) fn passes(&self, len: usize, owner: Owner) -> bool {
        len < self.serial_below.load(Ordering::Relaxed)
            && owner.address() == self.owner.load(Ordering::Relaxed)
    }

    /// Whether calls of `len` items pass, of whichever instantiation.
    #[inline(always)]
    pub(crate) fn is_small(&self, len: usize) -> bool {
        len < self.serial_below.load(Ordering::Relaxed)
    }

    #[inline(always)]
    pub(crate) fn is_timed(&self) -> bool {
        self.timed.load(Ordering::Relaxed)
    }

    pub(crate) fn set_timed(&self, timed: bool) {
        self.timed.store(timed, Ordering::Relaxed);
    }

    pub(crate) fn arm(&self, below: usize, owner: Owner) {
        // Not the new limit for the old owner, even for a moment.
        self.serial_below.store(0, Ordering::SeqCst);
        self.owner.store(owner.address(), Ordering::SeqCst);
        self.serial_below.store(below, Ordering::SeqCst);
    }

    pub(crate) fn disarm(&self) {
        self.serial_below.store(0, Ordering::SeqCst);
    }

    /// Whether it is open because of what was measured; a mode or a single core opens it for all.
    pub(crate) fn is_open_by_measure(&self) -> bool {
        !matches!(self.serial_below.load(Ordering::SeqCst), 0 | usize::MAX)
    }
}

/// An instantiation of a site: a function that is generic over the type of the site's closure,
/// which no other instantiation has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owner(fn() -> &'static str);

impl Owner {
    #[inline(always)]
    pub(crate) fn of<F>() -> Self {
        Self(name::<F>)
    }

    /// Two functions with the same body may be given the same address; these return different
    /// names.
    #[inline(always)]
    pub(crate) fn address(self) -> usize {
        self.0 as usize
    }
}

// Not inlined: every place that asks must get the same address.
#[inline(never)]
fn name<F>() -> &'static str {
    type_name::<F>()
}
