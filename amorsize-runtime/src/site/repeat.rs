//! Helped calls that go as the one before: as long, with helpers awake, and settled long ago. To ask what is known of them and to
//! learn that nothing is new takes a microsecond, of calls that take five. So most of them do neither; each is timed as a whole,
//! and the first that takes another time ends it.

use parking_lot::Mutex;

use super::call::{Call, Way};
use super::key::Key;
use crate::decide::{Question, Verdict};

/// So many calls go without a look after one that was looked at.
const REPEATS: u32 = 7;
/// A call that takes so many times as long, or as short, is another one.
const OTHER: f64 = 1.5;

/// How calls go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settled {
    pub(crate) question: Question,
    pub(crate) verdict: Verdict,
    /// Time of a call, in nanoseconds.
    pub(crate) each: f64,
}

/// Calls that went without a look.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Passed {
    pub(crate) calls: u64,
    pub(crate) items: u64,
    pub(crate) nanos: u64,
}

#[derive(Debug)]
struct Repeat {
    key: Key,
    /// The length that the site was asked with.
    len: usize,
    settled: Settled,
    /// How each of them goes, from the first one on.
    way: Option<Way<'static>>,
    left: u32,
    passed: Passed,
}

/// The kind of call that was last granted some.
#[derive(Debug, Default)]
pub(crate) struct Repeats(Mutex<Option<Repeat>>);

impl Repeats {
    /// The next calls of this kind and length need no look.
    pub(crate) fn grant(&self, key: Key, len: usize, settled: Settled) {
        *self.0.lock() = Some(Repeat {
            key,
            len,
            settled,
            way: None,
            left: REPEATS,
            passed: Passed::default(),
        });
    }

    /// A call of this length that finds so many helpers awake, if it needs no look. All until the next grant go the same way.
    pub(crate) fn next(
        &self,
        len: usize,
        waiting: usize,
        way: impl FnOnce(Key, &Settled) -> Way<'static>,
    ) -> Option<Call<'static>> {
        // Whoever finds it locked is not the only caller: that is worth a look.
        let mut repeat = self.0.try_lock()?;
        let repeat = repeat.as_mut().filter(|repeat| {
            repeat.left > 0 && repeat.len == len && repeat.settled.question.waiting <= waiting
        })?;
        repeat.left -= 1;
        // Here, because one that panics comes to no end.
        let Passed { calls, items, .. } = &mut repeat.passed;
        *calls += 1;
        *items = items.saturating_add(len as u64);
        let Repeat { key, settled, .. } = repeat;
        let way = repeat.way.get_or_insert_with(|| way(*key, settled));
        Some(Call::from(way.clone()))
    }

    /// A call that needed no look is over.
    pub(crate) fn went(&self, key: Key, nanos: u64, helped: bool) {
        let mut repeat = self.0.lock();
        let Some(repeat) = repeat.as_mut().filter(|repeat| repeat.key == key) else {
            return;
        };
        let sum = &mut repeat.passed.nanos;
        *sum = sum.saturating_add(nanos);
        let (each, nanos) = (repeat.settled.each, nanos as f64);
        if !helped || nanos > each * OTHER || each > nanos * OTHER {
            repeat.left = 0;
        }
    }

    /// Those that went since this was last asked, if they were of this kind. Nobody goes without a look until the next grant.
    pub(crate) fn take(&self, key: Key) -> Passed {
        let mut repeat = self.0.lock();
        match repeat.take_if(|repeat| repeat.key == key) {
            Some(repeat) => repeat.passed,
            None => Passed::default(),
        }
    }

    /// Those that went and that nobody has asked about yet.
    #[cfg(any(test, feature = "report"))]
    pub(crate) fn pending(&self) -> Passed {
        let repeat = self.0.lock();
        repeat
            .as_ref()
            .map_or_else(Passed::default, |repeat| repeat.passed)
    }

    /// Every call is looked at again.
    pub(crate) fn close(&self) {
        if let Some(repeat) = self.0.lock().as_mut() {
            repeat.left = 0;
        }
    }

    /// The same, and those that went were never there.
    pub(crate) fn forget(&self) {
        *self.0.lock() = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reason;
    use crate::schedule::Pace;
    use crate::site::learn::tests::question;

    fn granted(each: f64) -> (Repeats, Key) {
        let (repeats, key) = (Repeats::default(), Key::new(100, 2, None));
        let question = Question {
            waiting: 1,
            ..question(100)
        };
        let verdict = Verdict::serial(Reason::Forced, each);
        let settled = Settled {
            question,
            verdict,
            each,
        };
        repeats.grant(key, 100, settled);
        (repeats, key)
    }

    fn next(repeats: &Repeats, len: usize, waiting: usize) -> bool {
        let call = repeats.next(len, waiting, |key, settled| {
            assert_eq!(key, Key::new(100, 2, None));
            Way {
                len,
                pace: Pace::decided(settled.question, &settled.verdict),
                max_participants: 2,
                pool: None,
                label: "",
                counted: None,
                subject: None,
                record: None,
            }
        });
        call.is_some_and(|call| call.items() == 100)
    }

    #[test]
    fn so_many_and_then_a_look() {
        let (repeats, key) = granted(6_000.0);
        assert!(!next(&repeats, 100, 0), "helpers sleep");
        assert!(!next(&repeats, 101, 1), "another length");
        let mut calls = 0;
        while next(&repeats, 100, 1) {
            repeats.went(key, 6_500, true);
            calls += 1;
        }
        let passed = Passed {
            calls: 7,
            items: 700,
            nanos: 45_500,
        };
        assert_eq!((calls, repeats.pending()), (7, passed));
        assert_eq!(repeats.take(Key::new(100, 3, None)), Passed::default());
        assert_eq!(repeats.take(key), passed);
        assert_eq!(repeats.take(key), Passed::default());
        let (repeats, _) = granted(6_000.0);
        repeats.close();
        assert!(!next(&repeats, 100, 1));
        repeats.forget();
        assert_eq!(repeats.pending(), Passed::default());
    }

    #[test]
    fn the_first_that_is_not_like_them_ends_it() {
        for (nanos, helped, ends) in [
            (6_000, true, false),
            (8_900, true, false),
            (9_100, true, true),
            (3_900, true, true),
            (6_000, false, true),
        ] {
            let (repeats, key) = granted(6_000.0);
            assert!(next(&repeats, 100, 1));
            assert_eq!(repeats.pending().calls, 1, "it may panic");
            repeats.went(key, nanos, helped);
            assert_eq!(!next(&repeats, 100, 1), ends, "{nanos} {helped}");
        }
    }
}
