//! Where the helpers of a call come from: the pool the caller is in, the user's pool, or our own.

use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use once_cell::race::{OnceBox, OnceNonZeroUsize};

use super::cpu;
use super::crew::Crew;
use super::depth::depth;
use super::fork::forked;
use super::ours;
use super::own;
use super::protocol::{Helper, Summon};
use crate::say::say;

impl Summon for Crew<'_> {
    fn summon(&self, count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
        if count == 0 || forked() {
            return 0;
        }
        // A worker's `spawn` goes to its own pool, whichever that is.
        let spawn: &dyn Fn(Invitation) = match self {
            Self::Pool(pool) => &|invitation| pool.spawn(move || invitation.follow()),
            Self::Ambient if in_a_pool() => &|invitation| rayon::spawn(move || invitation.follow()),
            Self::Ambient => return own::call(count, helper),
        };
        let count = count.min(MOST.saturating_sub(PENDING.load(Ordering::Relaxed)));
        for _ in 0..count {
            spawn(Invitation::new(helper()));
        }
        count
    }
}

/// Whether this thread is one of a pool of rayon's: that pool helps its calls.
pub(crate) fn in_a_pool() -> bool {
    ::rayon::current_thread_index().is_some()
}

/// Invitations that lie in rayon's queues. A pool whose threads are all asleep in other work takes
/// none out, and calls must not fill the memory with them.
static PENDING: AtomicUsize = AtomicUsize::new(0);
/// At most so many.
const MOST: usize = 4096;

/// A helper on its way through rayon.
struct Invitation(Helper);

impl Invitation {
    fn new(helper: Helper) -> Self {
        PENDING.fetch_add(1, Ordering::Relaxed);
        Self(helper)
    }

    /// Helps, unless this thread is in the middle of a call already: then rayon runs the invitation
    /// only because a body waits for other work of the pool, and that body may hold what ours
    /// needs.
    fn follow(self) {
        PENDING.fetch_sub(1, Ordering::Relaxed);
        if depth() == 0 {
            self.0.run();
        }
    }
}

/// As many participants as rayon's global pool has, or would have if it were made. Known from the first call on.
pub(crate) fn global_width() -> usize {
    // Not once_cell's race: that would warn twice if two threads meet here.
    static WIDTH: OnceLock<usize> = OnceLock::new();
    let width = WIDTH.get_or_init(|| {
        match ours::others() {
            // Nobody has made a pool. Making one only to see its width would start threads that look for work for a
            // while, on the very CPUs that the call needs.
            Some(0) => default_width(),
            _ if global_pool() => rayon::current_num_threads(),
            _ => 1,
        }
    });
    (*width).max(1)
}

/// The width rayon gives its global pool by default.
pub(crate) fn default_width() -> usize {
    static WIDTH: OnceNonZeroUsize = OnceNonZeroUsize::new();
    let width = WIDTH.get_or_init(|| {
        asked().unwrap_or_else(|| match NonZeroUsize::new(cpus()) {
            // A quota is left to the model, which has its fractions. Rayon would read several files first.
            Some(few) if few.get() <= FEW => few,
            _ => std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        })
    });
    width.get()
}

/// What the environment asks rayon for. Rayon takes any number, and a typing error would make threads until the machine has
/// no room left.
fn asked() -> Option<NonZeroUsize> {
    const WIDEST: NonZeroUsize = NonZeroUsize::new(1024).unwrap();
    static ASKED: OnceLock<Option<NonZeroUsize>> = OnceLock::new();
    *ASKED.get_or_init(|| {
        let asked = std::env::var("RAYON_NUM_THREADS").ok()?.parse().ok()?;
        if asked > WIDEST {
            say(format_args!(
                "amorsize: RAYON_NUM_THREADS={asked} is too many; {WIDEST} are used"
            ));
        }
        Some(WIDEST.min(asked))
    })
}

/// As many CPUs are few: whatever else is known of them, they are worth one helper, or none.
pub(crate) const FEW: usize = 2;

/// How many CPUs this process may run on, counted once; quotas are not looked at.
pub(crate) fn cpus() -> usize {
    match allowed().len() {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        count => count,
    }
}

/// Their numbers; empty where the system does not say. Not to be asked first by a helper: it stays on one.
pub(crate) fn allowed() -> &'static [usize] {
    static ALLOWED: OnceBox<Vec<usize>> = OnceBox::new();
    ALLOWED.get_or_init(|| Box::new(cpu::allowed()))
}

/// Makes rayon's global pool if nobody has: its width is the machine's. `false`, after one warning,
/// if its threads cannot be made; rayon itself would panic.
fn global_pool() -> bool {
    let width = asked().map_or(0, NonZeroUsize::get);
    let builder = rayon::ThreadPoolBuilder::new().num_threads(width);
    match builder.build_global() {
        Ok(()) => true,
        Err(error) => match std::error::Error::source(&error) {
            // Only a failed thread has a source: without one the pool was there before us.
            None => true,
            Some(cause) => {
                say(format_args!(
                    "amorsize: no threads, loops run serially: {cause}"
                ));
                false
            }
        },
    }
}
