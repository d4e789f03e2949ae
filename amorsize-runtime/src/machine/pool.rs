//! How wide the pool is, without making one too early.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The width of rayon's global pool once it is known to be there; 0 before.
static GLOBAL: AtomicUsize = AtomicUsize::new(0);

/// Participants that a call from this thread may have, the caller included. Until the global pool
/// is made this is what rayon will make it.
pub(crate) fn width(pool: Option<&rayon::ThreadPool>) -> usize {
    let width = match pool {
        Some(pool) => pool.current_num_threads(),
        // A pool of the user's, or the global one: rayon knows, and nothing is made.
        None if rayon::current_thread_index().is_some() => rayon::current_num_threads(),
        None => match GLOBAL.load(Ordering::Relaxed) {
            0 => expected(),
            width => width,
        },
    };
    width.max(1)
}

/// Makes the global pool if it is needed and not there, and gives the width; 1 if threads cannot
/// be made.
pub(crate) fn open_pool(pool: Option<&rayon::ThreadPool>) -> usize {
    if pool.is_none()
        && rayon::current_thread_index().is_none()
        && GLOBAL.load(Ordering::Relaxed) == 0
    {
        let width = if crate::exec::global_pool() {
            rayon::current_num_threads().max(1)
        } else {
            1
        };
        GLOBAL.store(width, Ordering::Relaxed);
    }
    width(pool)
}

/// The width rayon gives its global pool by default.
fn expected() -> usize {
    static EXPECTED: once_cell::race::OnceNonZeroUsize = once_cell::race::OnceNonZeroUsize::new();
    EXPECTED
        .get_or_init(|| {
            std::env::var("RAYON_NUM_THREADS")
                .ok()
                .and_then(|text| text.parse().ok())
                .or_else(|| std::thread::available_parallelism().ok())
                .unwrap_or(std::num::NonZeroUsize::MIN)
        })
        .get()
}
