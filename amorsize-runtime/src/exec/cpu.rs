//! Which CPUs there are for this process, and which one a thread is on. Where the system does not
//! say, helpers go wherever it puts them.

/// A set of CPUs as Linux takes it: 1024 bits.
#[cfg(target_os = "linux")]
type Mask = [usize; 1024 / usize::BITS as usize];

#[cfg(target_os = "linux")]
unsafe extern "C" {
    // From the C library, which std links.
    fn sched_getaffinity(pid: i32, size: usize, mask: *mut Mask) -> i32;
    fn sched_setaffinity(pid: i32, size: usize, mask: *const Mask) -> i32;
    fn sched_getcpu() -> i32;
}

/// The CPUs this thread may run on; empty if that is not known.
#[cfg(target_os = "linux")]
pub(super) fn allowed() -> Vec<usize> {
    let mut mask: Mask = [0; _];
    // SAFETY: the mask is ours, as long as we say, and 0 means this thread.
    if unsafe { sched_getaffinity(0, size_of::<Mask>(), &raw mut mask) } != 0 {
        return Vec::new();
    }
    let bits = usize::BITS as usize;
    (0..mask.len() * bits)
        .filter(|cpu| mask[cpu / bits] & (1 << (cpu % bits)) != 0)
        .collect()
}

/// Keeps this thread on `cpu`; best effort.
#[cfg(target_os = "linux")]
pub(super) fn stay_on(cpu: usize) {
    if let Some(mask) = only(cpu) {
        // SAFETY: the mask is ours, as long as we say, and 0 means this thread.
        unsafe { sched_setaffinity(0, size_of::<Mask>(), &raw const mask) };
    }
}

/// Sends a thread that was just made to `cpu`; best effort. Linux likes to put a new thread on its maker's CPU, where it
/// cannot ask for another one before the next tick, some milliseconds later.
#[cfg(all(
    target_os = "linux",
    any(target_env = "gnu", target_env = "musl"),
    not(any(loom, shuttle))
))]
pub(super) fn send_to(cpu: usize, thread: &std::thread::JoinHandle<()>) {
    use std::os::unix::thread::{JoinHandleExt, RawPthread};

    unsafe extern "C" {
        fn pthread_setaffinity_np(thread: RawPthread, size: usize, mask: *const Mask) -> i32;
    }

    if let Some(mask) = only(cpu) {
        // SAFETY: the mask is ours, as long as we say. The handle is neither joined nor detached as long as it is
        // borrowed, so it names a thread, even if that has ended.
        unsafe {
            pthread_setaffinity_np(thread.as_pthread_t(), size_of::<Mask>(), &raw const mask)
        };
    }
}

/// The set of one CPU.
#[cfg(target_os = "linux")]
fn only(cpu: usize) -> Option<Mask> {
    let bits = usize::BITS as usize;
    let mut mask: Mask = [0; _];
    *mask.get_mut(cpu / bits)? = 1 << (cpu % bits);
    Some(mask)
}

/// The CPU this thread is on at this moment.
#[cfg(target_os = "linux")]
pub(super) fn current() -> Option<usize> {
    // SAFETY: takes nothing and writes nothing.
    usize::try_from(unsafe { sched_getcpu() }).ok()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn allowed() -> Vec<usize> {
    Vec::new()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn stay_on(_: usize) {}

#[cfg(not(all(
    target_os = "linux",
    any(target_env = "gnu", target_env = "musl"),
    not(any(loom, shuttle))
)))]
pub(super) fn send_to(_: usize, _: &crate::sync::thread::JoinHandle<()>) {}

#[cfg(not(target_os = "linux"))]
pub(super) fn current() -> Option<usize> {
    None
}
