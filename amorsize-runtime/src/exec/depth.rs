//! Whether this thread takes part in a call already.

use std::cell::Cell;

thread_local! {
    // A `Cell` without a destructor: usable while the thread's other values are being dropped.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// How many parallel calls this thread is a participant of. Above 0, a loop met in the body runs
/// on this thread alone.
pub(crate) fn depth() -> usize {
    DEPTH.get()
}

/// Counts this thread as a participant while it lives.
pub(crate) struct Depth(usize);

impl Depth {
    /// One call deeper.
    pub(crate) fn enter() -> Self {
        let outer = DEPTH.get();
        DEPTH.set(outer + 1);
        Self(outer)
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        DEPTH.set(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nests_and_unwinds() {
        assert_eq!(depth(), 0);
        let caught = std::panic::catch_unwind(|| {
            let _one = Depth::enter();
            let _two = Depth::enter();
            assert_eq!(depth(), 2);
            std::panic::resume_unwind(Box::new(()));
        });
        assert!(caught.is_err());
        assert_eq!(depth(), 0);
    }
}
