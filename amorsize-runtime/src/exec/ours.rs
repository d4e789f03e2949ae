//! How many threads of this process are not ours.

use std::sync::atomic::{AtomicUsize, Ordering};

static OURS: AtomicUsize = AtomicUsize::new(0);

/// To be called when a thread of ours was made; none ever ends.
pub(super) fn count() {
    OURS.fetch_add(1, Ordering::SeqCst);
}

/// Threads besides this one that somebody else made; `None` if the system does not say.
#[cfg(target_os = "linux")]
pub(super) fn others() -> Option<usize> {
    use std::os::unix::fs::MetadataExt;

    // A folder has one link for each folder in it, and two of its own: one call, where listing it would be several.
    let links = std::fs::metadata("/proc/self/task").ok()?.nlink();
    let threads = usize::try_from(links).ok()?.checked_sub(2)?;
    threads.checked_sub(1 + OURS.load(Ordering::SeqCst))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn others() -> Option<usize> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn a_thread_more_is_seen() {
        // Tests run beside each other: threads come and go, but this one is there.
        let (send, wait) = std::sync::mpsc::channel::<()>();
        let thread = std::thread::spawn(move || wait.recv());
        assert!(super::others().is_some_and(|others| others > 0));
        drop(send);
        let _ = thread.join();
    }
}
