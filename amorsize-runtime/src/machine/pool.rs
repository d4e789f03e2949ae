//! How wide the pool is, without making one.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::exec;

/// The width of rayon's global pool once it was asked for; 0 before.
static GLOBAL: AtomicUsize = AtomicUsize::new(0);

/// Participants that a call from this thread may have, the caller included. Until the global pool
/// is made this is what rayon will make it.
pub(crate) fn width(pool: Option<&rayon::ThreadPool>) -> usize {
    let width = match pool {
        Some(pool) => pool.current_num_threads(),
        // A pool of the user's, or the global one: rayon knows, and nothing is made.
        None if rayon::current_thread_index().is_some() => rayon::current_num_threads(),
        None => match GLOBAL.load(Ordering::Relaxed) {
            0 => exec::default_width(),
            width => width,
        },
    };
    width.max(1)
}

/// The width that the call will have; 1 if threads cannot be made. What was expected of the global pool until now is made sure of.
pub(crate) fn open_pool(pool: Option<&rayon::ThreadPool>) -> usize {
    if pool.is_none()
        && rayon::current_thread_index().is_none()
        && GLOBAL.load(Ordering::Relaxed) == 0
    {
        GLOBAL.store(exec::global_width(), Ordering::Relaxed);
    }
    width(pool)
}
