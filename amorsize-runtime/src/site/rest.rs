//! How many calls of a length need no look: they are serial for now, and one of them was observed.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use crate::clock::Moment;

/// One counter for each power of two of the length.
#[derive(Debug)]
pub(crate) struct Rests {
    all: [Rest; usize::BITS as usize],
    born: Moment,
}

/// What a call may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pass {
    /// It needs no look.
    Unseen,
    /// It is its turn.
    Look,
    /// The last few took long, or long ago: what is known of them may be wrong.
    Late,
}

/// The clock is read when calls that pass should have taken so long, in nanoseconds; it costs as much as a short loop …
const BETWEEN: f64 = 10_000.0;
/// … but neither at each call nor at one in many.
const SELDOM: u32 = 64;
const OFTEN: u32 = 4;
/// More time between two readings, in nanoseconds, is late …
const LATE: u64 = 100_000;
/// … and so many times what the calls should have taken is a reason to look: they are dearer, or the program does
/// something else between them.
const SUSPECT: f64 = 3.0;
/// Neither is, up to a second, where it took half as long the last time: it is pauses that take so long, not calls, and every
/// look would find cold caches, and nothing new.
const MOST_PATIENT: u64 = 1_000_000_000;

/// Two threads that count at once may lose a call: an estimate is enough.
#[derive(Debug, Default)]
struct Rest {
    left: AtomicU32,
    granted: AtomicU32,
    /// The clock is read where the calls left are a multiple of this and one: a power of two.
    mask: AtomicU32,
    /// After more nanoseconds than this, a look.
    limit: AtomicU64,
    /// The same, as the last look has taught.
    patience: AtomicU64,
    /// When the clock was last read, since the birth of all.
    seen: AtomicU64,
}

/// The power of two of a length.
pub(crate) fn bucket(len: usize) -> u32 {
    len.checked_ilog2().unwrap_or(0)
}

/// One in so many calls that take so many nanoseconds reads the clock.
fn every(each: f64) -> u32 {
    // Casting saturates, and makes 0 of what is no number.
    let calls = (BETWEEN / each) as u32;
    calls.clamp(OFTEN, SELDOM).next_power_of_two()
}

impl Default for Rests {
    fn default() -> Self {
        Self {
            all: std::array::from_fn(|_| Rest::default()),
            born: Moment::now(),
        }
    }
}

impl Rests {
    /// Whether this call needs no look.
    pub(crate) fn pass(&self, len: usize) -> Pass {
        let rest = &self.all[bucket(len) as usize];
        let left = rest.left.load(Ordering::Relaxed);
        if left == 0 {
            return Pass::Look;
        }
        if left & rest.mask.load(Ordering::Relaxed) == 0 {
            let now = self.born.nanos();
            let elapsed = now.saturating_sub(rest.seen.swap(now, Ordering::Relaxed));
            let limit = rest.limit.load(Ordering::Relaxed).min(LATE);
            if elapsed > limit.max(rest.patience.load(Ordering::Relaxed)) {
                let late = elapsed > LATE;
                let patience = elapsed.saturating_mul(2).min(MOST_PATIENT);
                rest.patience
                    .store(if late { patience } else { 0 }, Ordering::Relaxed);
                self.close_one(rest);
                return if late { Pass::Late } else { Pass::Look };
            }
        }
        rest.left.store(left - 1, Ordering::Relaxed);
        Pass::Unseen
    }

    /// Calls that passed since this was last asked.
    pub(crate) fn passed(&self, len: usize) -> u32 {
        let rest = &self.all[bucket(len) as usize];
        let left = rest.left.load(Ordering::Relaxed);
        let granted = rest.granted.swap(left, Ordering::Relaxed);
        granted.saturating_sub(left)
    }

    /// Calls that passed and that nobody has asked about yet, with the power of two of their length.
    #[cfg(any(test, feature = "report"))]
    pub(crate) fn pending(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        (0..).zip(&self.all).map(|(bucket, rest)| {
            let granted = rest.granted.load(Ordering::Relaxed);
            let left = rest.left.load(Ordering::Relaxed);
            (bucket, u64::from(granted.saturating_sub(left)))
        })
    }

    /// The next `calls` of this power of two need no look; each should take so many nanoseconds
    /// (infinite: nobody knows).
    pub(crate) fn grant(&self, bucket: u32, calls: u32, each: f64) {
        let rest = &self.all[bucket as usize];
        let every = every(each);
        rest.mask.store(every - 1, Ordering::Relaxed);
        let limit = SUSPECT * f64::from(every) * each;
        rest.limit.store(limit as u64, Ordering::Relaxed);
        rest.seen.store(self.born.nanos(), Ordering::Relaxed);
        rest.granted.store(calls, Ordering::Relaxed);
        rest.left.store(calls, Ordering::SeqCst);
    }

    /// Every call is looked at again.
    pub(crate) fn close(&self) {
        for rest in &self.all {
            self.close_one(rest);
        }
    }

    /// The same, and those that passed were never there.
    pub(crate) fn forget(&self) {
        for rest in &self.all {
            rest.left.store(0, Ordering::SeqCst);
            rest.granted.store(0, Ordering::Relaxed);
            rest.patience.store(0, Ordering::Relaxed);
        }
    }

    fn close_one(&self, rest: &Rest) {
        let left = rest.left.swap(0, Ordering::SeqCst);
        if left > 0 {
            rest.granted.fetch_sub(left, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_that_take_longer_than_they_should_are_looked_at() {
        let rests = Rests::default();
        rests.grant(bucket(9), 100, 10.0);
        std::thread::sleep(std::time::Duration::from_micros(5));
        // 64 calls should have taken 640 ns.
        let passed = (0..100).take_while(|_| rests.pass(9) == Pass::Unseen);
        assert!(passed.count() < 64);
    }

    #[test]
    fn counted() {
        let rests = Rests::default();
        assert_eq!(rests.pass(100), Pass::Look);
        rests.grant(bucket(100), 2, 5_000.0);
        assert_eq!(rests.pass(128), Pass::Look);
        assert_eq!(
            [64, 127, 100].map(|len| rests.pass(len)),
            [Pass::Unseen, Pass::Unseen, Pass::Look]
        );
        assert_eq!((rests.passed(64), rests.passed(64)), (2, 0));
        rests.grant(bucket(1), 10, 5_000.0);
        assert_eq!(rests.pass(1), Pass::Unseen);
        rests.close();
        assert_eq!(rests.pass(1), Pass::Look);
        assert_eq!(rests.passed(1), 1);
        rests.grant(bucket(1), 10, 5_000.0);
        assert_eq!(rests.pass(1), Pass::Unseen);
        rests.forget();
        assert_eq!((rests.pass(1), rests.passed(1)), (Pass::Look, 0));
        rests.grant(bucket(9), 100, 5_000.0);
        std::thread::sleep(std::time::Duration::from_millis(1));
        let soon = (0..OFTEN).any(|_| rests.pass(9) == Pass::Late);
        assert!(soon && rests.pass(9) == Pass::Look);
        assert_eq!(
            [0.0, 100.0, 600.0, 5e3, 1e9, f64::NAN].map(every),
            [64, 64, 16, 4, 4, 4]
        );
        assert_eq!((bucket(0), bucket(usize::MAX)), (0, usize::BITS - 1));
    }
}
