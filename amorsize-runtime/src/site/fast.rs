//! The fast path: whether a call is so clearly the plain loop that nothing else is looked at.

use std::any::type_name;
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use crate::clock::Moment;

/// One in so many calls that a thread sends down the fast path looks at the clock: that is how a
/// loop that turned dear is noticed. Odd, so that sites that take turns all get theirs.
pub(crate) const TICK: u32 = 61;

/// If all calls since the last look took less than this, in nanoseconds, none of them was dear, and
/// there is nothing to look into. If they took longer, or the program did something else, looking
/// into the site costs half a percent of that at most.
const UNEVENTFUL: u64 = 100_000;

thread_local! {
    static UNTIL_TICK: Cell<u32> = const { Cell::new(TICK) };
    static LAST_TICK: Cell<Option<Moment>> = const { Cell::new(None) };
}

/// Whether a call came off the fast path to look at the clock, and what it saw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tick {
    /// It did not: the fast path was not open for it.
    No,
    /// Nothing worth a look.
    Uneventful,
    /// Something took its time.
    Eventful,
}

/// What a call compares itself with. Generic functions share a static between their instantiations:
/// the limit is the `owner`'s, and the others do not take it for theirs.
#[derive(Debug)]
pub(crate) struct Gate {
    serial_below: AtomicUsize,
    owner: AtomicUsize,
    /// Calls and items of the fast path, estimated from one call in [`TICK`].
    passed: AtomicU64,
    items: AtomicU64,
    /// Some thread times the plain loop.
    timed: AtomicBool,
}

impl Gate {
    #[inline(always)]
    pub(crate) fn is_timed(&self) -> bool {
        self.timed.load(Ordering::Relaxed)
    }

    pub(crate) fn set_timed(&self, timed: bool) {
        self.timed.store(timed, Ordering::Relaxed);
    }

    pub(crate) const fn new() -> Self {
        Self {
            serial_below: AtomicUsize::new(0),
            owner: AtomicUsize::new(0),
            passed: AtomicU64::new(0),
            items: AtomicU64::new(0),
            timed: AtomicBool::new(false),
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

    /// Whether a call of `len` items that did not pass only came to look at the clock.
    pub(crate) fn tick(&self, len: usize) -> Tick {
        UNTIL_TICK.with(|left| {
            if left.get() != 0 {
                return Tick::No;
            }
            left.set(TICK);
            let last = LAST_TICK.replace(Some(Moment::now()));
            if last.is_none_or(|last| last.nanos() > UNEVENTFUL) {
                return Tick::Eventful;
            }
            self.passed.fetch_add(TICK.into(), Ordering::Relaxed);
            self.items
                .fetch_add((len as u64).saturating_mul(TICK.into()), Ordering::Relaxed);
            Tick::Uneventful
        })
    }

    /// Calls and items that passed, about.
    #[cfg_attr(not(feature = "report"), allow(dead_code, reason = "for the report"))]
    pub(crate) fn passed(&self) -> (u64, u64) {
        (
            self.passed.load(Ordering::Relaxed),
            self.items.load(Ordering::Relaxed),
        )
    }

    pub(crate) fn forget(&self) {
        self.passed.store(0, Ordering::Relaxed);
        self.items.store(0, Ordering::Relaxed);
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
