//! How many calls of a length need no look: they are serial for now, and one of them was observed.

use std::sync::atomic::{AtomicU32, Ordering};

/// One counter for each power of two of the length.
#[derive(Debug)]
pub(crate) struct Rests([Rest; usize::BITS as usize]);

/// Two threads that count at once may lose a call: an estimate is enough.
#[derive(Debug, Default)]
struct Rest {
    left: AtomicU32,
    granted: AtomicU32,
}

/// The power of two of a length.
pub(crate) fn bucket(len: usize) -> u32 {
    len.checked_ilog2().unwrap_or(0)
}

impl Default for Rests {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Rest::default()))
    }
}

impl Rests {
    /// Whether this call needs no look.
    pub(crate) fn pass(&self, len: usize) -> bool {
        let rest = &self.0[bucket(len) as usize];
        let left = rest.left.load(Ordering::Relaxed);
        if left == 0 {
            return false;
        }
        rest.left.store(left - 1, Ordering::Relaxed);
        true
    }

    /// Calls that passed since this was last asked.
    pub(crate) fn passed(&self, len: usize) -> u32 {
        let rest = &self.0[bucket(len) as usize];
        let left = rest.left.load(Ordering::Relaxed);
        let granted = rest.granted.swap(left, Ordering::Relaxed);
        granted.saturating_sub(left)
    }

    /// The next `calls` of this power of two need no look.
    pub(crate) fn grant(&self, bucket: u32, calls: u32) {
        let rest = &self.0[bucket as usize];
        rest.granted.store(calls, Ordering::Relaxed);
        rest.left.store(calls, Ordering::SeqCst);
    }

    /// Every call is looked at again.
    pub(crate) fn close(&self) {
        for rest in &self.0 {
            let left = rest.left.swap(0, Ordering::SeqCst);
            if left > 0 {
                rest.granted.fetch_sub(left, Ordering::Relaxed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted() {
        let rests = Rests::default();
        assert!(!rests.pass(100));
        rests.grant(bucket(100), 2);
        assert!(!rests.pass(128));
        assert_eq!(
            [64, 127, 100].map(|len| rests.pass(len)),
            [true, true, false]
        );
        assert_eq!((rests.passed(64), rests.passed(64)), (2, 0));
        rests.grant(bucket(1), 10);
        assert!(rests.pass(1));
        rests.close();
        assert!(!rests.pass(1));
        assert_eq!(rests.passed(1), 1);
        assert_eq!((bucket(0), bucket(usize::MAX)), (0, usize::BITS - 1));
    }
}
