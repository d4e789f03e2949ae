//! The fast path: whether a call is so clearly the plain loop that nothing else is looked at.

use std::any::type_name;
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One in so many calls of a thread that could take the fast path looks at the site all the same:
/// that is how a loop that turned dear is noticed. Odd, so that sites that take turns all get theirs.
pub(crate) const TICK: u32 = 61;

thread_local! {
    static UNTIL_TICK: Cell<u32> = const { Cell::new(TICK) };
}

/// What a call compares itself with. Generic functions share a static between their instantiations:
/// the limit is the `owner`'s, and the others do not take it for theirs.
#[derive(Debug)]
pub(crate) struct Gate {
    serial_below: AtomicUsize,
    owner: AtomicUsize,
}

impl Gate {
    pub(crate) const fn new() -> Self {
        Self {
            serial_below: AtomicUsize::new(0),
            owner: AtomicUsize::new(0),
        }
    }

    /// Whether a call of `len` items is the plain loop without a further look. All loads are
    /// relaxed: mixing an old limit with a new owner costs one call's time, never its result.
    #[inline(always)]
    pub(crate) fn passes(&self, len: usize, owner: Owner) -> bool {
        len < self.serial_below.load(Ordering::Relaxed)
            && owner.address() == self.owner.load(Ordering::Relaxed)
            && UNTIL_TICK.with(|left| {
                let now = left.get().wrapping_sub(1);
                left.set(now);
                now != 0
            })
    }

    /// Starts counting anew after a tick; says whether this was one.
    pub(crate) fn ticked(&self, owner: Owner) -> bool {
        UNTIL_TICK.with(|left| {
            let ticked = left.get() == 0;
            if ticked {
                left.set(TICK);
            }
            ticked && self.is_owned_by(owner)
        })
    }

    pub(crate) fn is_owned_by(&self, owner: Owner) -> bool {
        self.owner.load(Ordering::Relaxed) == owner.address()
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
