//! Where the helpers of a call come from: the pool the caller is in, the user's pool, or our own.

use std::sync::atomic::{AtomicUsize, Ordering};

use once_cell::sync::OnceCell;

use super::crew::Crew;
use super::depth::depth;
use super::fork::forked;
use super::own;
use super::protocol::{Helper, Summon};

impl Summon for Crew<'_> {
    fn summon(&self, count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
        if count == 0 || forked() {
            return 0;
        }
        // A worker's `spawn` goes to its own pool, whichever that is.
        let spawn: &dyn Fn(Invitation) = match self {
            Self::Pool(pool) => &|invitation| pool.spawn(move || invitation.follow()),
            Self::Ambient if rayon::current_thread_index().is_some() => {
                &|invitation| rayon::spawn(move || invitation.follow())
            }
            Self::Ambient => return own::call(count, helper),
        };
        let count = count.min(MOST.saturating_sub(PENDING.load(Ordering::Relaxed)));
        for _ in 0..count {
            spawn(Invitation::new(helper()));
        }
        count
    }
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

/// Makes rayon's global pool if nobody has: its width is the machine's. `false`, after one warning,
/// if its threads cannot be made; rayon itself would panic.
pub(crate) fn global_pool() -> bool {
    static MADE: OnceCell<bool> = OnceCell::new();
    *MADE.get_or_init(|| match rayon::ThreadPoolBuilder::new().build_global() {
        Ok(()) => true,
        Err(error) => match std::error::Error::source(&error) {
            // Only a failed thread has a source: without one the pool was there before us.
            None => true,
            Some(cause) => {
                eprintln!("amorsize: no threads, loops run serially: {cause}");
                false
            }
        },
    })
}
