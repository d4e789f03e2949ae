//! How much stack a thread has. A body that fits on the caller's stack must fit on a helper's: an
//! overflow ends the process, and the plain loop has none.

use std::cell::Cell;

/// Where the system tells nothing: what std gives its threads.
const USUAL: usize = 2 << 20;
/// Main threads without a limit. Helpers must stop somewhere.
const MOST: usize = 1 << 30;

/// The size of this thread's stack, in bytes; asked for once per thread.
pub(super) fn size() -> usize {
    thread_local! {
        static SIZE: Cell<usize> = const { Cell::new(0) };
    }
    if SIZE.get() == 0 {
        // A main thread's stack is what the limit says, whoever asks.
        let size = own().max(limit()).clamp(USUAL, MOST);
        SIZE.set(size);
    }
    SIZE.get()
}

/// Main threads may grow so far.
#[cfg(unix)]
fn limit() -> usize {
    use std::ffi::{c_int, c_ulong};

    // Linux, the BSDs and macOS agree.
    const RLIMIT_STACK: c_int = 3;
    unsafe extern "C" {
        // From the C library, which std links.
        fn getrlimit(resource: c_int, limits: *mut [c_ulong; 2]) -> c_int;
    }
    let mut limits = [0; 2];
    // SAFETY: a `struct rlimit` is two `rlim_t`, which are `unsigned long` on Linux and 64 bits wide
    // on the others, where longs are so as well; it is ours and lives through the call.
    let failed = unsafe { getrlimit(RLIMIT_STACK, &raw mut limits) } != 0;
    if failed {
        0
    } else {
        usize::try_from(limits[0]).unwrap_or(usize::MAX)
    }
}

#[cfg(not(unix))]
fn limit() -> usize {
    // A main thread's there.
    8 << 20
}

/// What this thread was started with; 0 if that is not known.
#[cfg(target_os = "linux")]
fn own() -> usize {
    use std::ffi::{c_int, c_ulong};

    // 56 bytes at most in the C libraries of Linux, aligned as a word is.
    type Attributes = [c_ulong; 16];
    unsafe extern "C" {
        // From the C library, which std links.
        fn pthread_self() -> c_ulong;
        fn pthread_getattr_np(thread: c_ulong, attributes: *mut Attributes) -> c_int;
        fn pthread_attr_getstacksize(attributes: *const Attributes, size: *mut usize) -> c_int;
        fn pthread_attr_destroy(attributes: *mut Attributes) -> c_int;
    }
    let (mut attributes, mut size): (Attributes, usize) = ([0; 16], 0);
    // SAFETY: the thread is this one, so it lives; the attributes have room enough, are initialised
    // by the first call before the others see them, and are given back once.
    unsafe {
        if pthread_getattr_np(pthread_self(), &raw mut attributes) == 0 {
            if pthread_attr_getstacksize(&raw const attributes, &raw mut size) != 0 {
                size = 0;
            }
            pthread_attr_destroy(&raw mut attributes);
        }
    }
    size
}

#[cfg(not(target_os = "linux"))]
fn own() -> usize {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn as_it_was_made() {
        let asked = 300 << 20;
        let thread = std::thread::Builder::new().stack_size(asked);
        let size = thread.spawn(size).expect("a thread").join();
        let size = size.expect("it says");
        assert!((asked..=asked + (1 << 20)).contains(&size), "{size}");
        assert!((USUAL..=MOST).contains(&super::size()));
    }
}
