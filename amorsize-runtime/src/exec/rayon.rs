//! Helpers on rayon's threads.

use std::sync::atomic::{AtomicU32, Ordering};

use once_cell::sync::OnceCell;

use super::crew::Crew;
use super::depth::depth;
use super::linger;
use super::protocol::{Helper, Summon};

/// The process that rayon's threads were started in; 0 before.
static HOME: AtomicU32 = AtomicU32::new(0);

impl Summon for Crew<'_> {
    fn summon(&self, count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
        if count == 0 || forked() {
            return 0;
        }
        match self {
            Self::Pool(pool) => {
                for _ in 0..count {
                    let helper = helper();
                    pool.spawn(move || help(helper));
                }
            }
            // A worker's `spawn` goes to its own pool, whichever that is.
            Self::Ambient if rayon::current_thread_index().is_some() => {
                for _ in 0..count {
                    let helper = helper();
                    rayon::spawn(move || help(helper));
                }
            }
            Self::Ambient => {
                if !global_pool() {
                    return 0;
                }
                for _ in linger::call(count, helper)..count {
                    let helper = helper();
                    rayon::spawn(move || {
                        help(helper);
                        linger::stay();
                    });
                }
            }
        }
        count
    }
}

/// Helps, unless this thread is in the middle of a call already: then rayon runs the invitation
/// only because a body waits for other work of the pool, and that body may hold what ours needs.
fn help(helper: Helper) {
    if depth() == 0 {
        helper.run();
    }
}

/// Whether this is a child of `fork`: the pool's threads did not come along, and its locks may be
/// held for ever by threads that are not there.
fn forked() -> bool {
    let here = std::process::id();
    match HOME.compare_exchange(0, here, Ordering::Relaxed, Ordering::Relaxed) {
        Ok(_) => false,
        Err(home) => home != here,
    }
}

/// Makes rayon's global pool if nobody has. `false`, after one warning, if its threads cannot be
/// made; rayon itself would panic.
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
