//! Whether this process is a child of `fork`. A child has none of the helpers, and locks may be held
//! for ever by threads that it does not have: it never summons, and its loops are the plain ones.

use std::sync::atomic::{AtomicBool, Ordering};

static FORKED: AtomicBool = AtomicBool::new(false);
static WATCHED: AtomicBool = AtomicBool::new(false);

/// Whether the process has forked since it first asked, and this is the child. Takes no lock: the
/// child might find it held.
pub(crate) fn forked() -> bool {
    if !WATCHED.load(Ordering::Relaxed) && !WATCHED.swap(true, Ordering::SeqCst) {
        watch();
    }
    FORKED.load(Ordering::Relaxed)
}

/// The same, without asking from now on: whoever has not asked has no helpers that could be missing.
pub(crate) fn is_child() -> bool {
    FORKED.load(Ordering::Relaxed)
}

#[cfg(unix)]
fn watch() {
    type Handler = Option<unsafe extern "C" fn()>;

    unsafe extern "C" {
        // From the C library, which std links.
        fn pthread_atfork(prepare: Handler, parent: Handler, child: Handler) -> i32;
    }

    // In the child only what a signal handler may do is allowed: a store to an atomic is.
    extern "C" fn in_the_child() {
        FORKED.store(true, Ordering::Relaxed);
    }

    // SAFETY: the handler is a function of this program that neither unwinds nor takes a lock. A
    // failure (no memory) leaves the children of `fork` unwatched.
    unsafe { pthread_atfork(None, None, Some(in_the_child)) };
}

#[cfg(not(unix))]
fn watch() {}

#[cfg(all(test, unix))]
mod tests {
    use std::time::{Duration, Instant};

    use crate::exec::{Crew, with_helpers};

    unsafe extern "C" {
        fn fork() -> i32;
        fn waitpid(pid: i32, status: *mut i32, options: i32) -> i32;
        fn _exit(status: i32) -> !;
        fn kill(pid: i32, signal: i32) -> i32;
    }

    fn summoned() -> usize {
        with_helpers(&Crew::Ambient, &|| (), |recruiter| recruiter.summon(1))
    }

    #[test]
    fn the_child_is_on_its_own() {
        if crate::exec::global_width() < 2 {
            return;
        }
        assert_eq!(summoned(), 1);
        // SAFETY: the child calls code that takes no lock any other thread may hold, and ends.
        let child = unsafe { fork() };
        assert!(child >= 0);
        if child == 0 {
            let status = i32::try_from(summoned()).unwrap_or(9);
            // SAFETY: ends the child without running anything of the test's.
            unsafe { _exit(status) };
        }
        let began = Instant::now();
        let mut status = -1;
        // SAFETY: `child` is ours, `status` too; 1 is WNOHANG.
        while unsafe { waitpid(child, &raw mut status, 1) } == 0 {
            if began.elapsed() > Duration::from_secs(10) {
                // SAFETY: as above; 9 is SIGKILL.
                unsafe { kill(child, 9) };
                panic!("the child hangs");
            }
            std::thread::yield_now();
        }
        assert_eq!(status, 0, "the child summoned nobody and ended well");
        assert_eq!(summoned(), 1);
    }
}
