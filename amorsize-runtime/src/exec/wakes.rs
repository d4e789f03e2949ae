//! What waking a helper of ours really takes, learned from the calls that do it. The measurement at the start knows helpers
//! that have slept for a moment; a core that was idle for longer takes several times as long, and the caller's caches
//! are cold then, too.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::clock::Moment;

/// Kinds of sleep: shorter than this in nanoseconds, than eight times this, longer.
const SHORT: u64 = 500_000;
const KINDS: usize = 3;

/// What a core that was idle for long takes at least, in nanoseconds, until that was seen: to a call, and until the helper is there.
const DEEP: Waking = Waking {
    call: Some(20_000.0),
    latency: Some(60_000.0),
};

/// A first wake-up that seems to have taken longer, in nanoseconds, was disturbed: one takes tens of microseconds.
const FIRST: u64 = 200_000;

/// What one kind of sleep costs, in nanoseconds. Relaxed, and two threads that learn at once may lose one: an estimate.
struct Wake {
    /// What a call pays for its helper, in all that is not the work itself.
    call: AtomicU64,
    /// From then on until the helper is there.
    latency: AtomicU64,
}

static LEARNED: [Wake; KINDS] = [const {
    Wake {
        call: AtomicU64::new(0),
        latency: AtomicU64::new(0),
    }
}; KINDS];

/// When a helper last went to sleep.
static ASLEEP: AtomicU64 = AtomicU64::new(0);

/// What is known of waking a helper now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Waking {
    pub(crate) call: Option<f64>,
    pub(crate) latency: Option<f64>,
}

/// A helper goes to sleep at this time.
pub(super) fn sleeps() -> u64 {
    let now = Moment::age();
    ASLEEP.store(now, Ordering::Relaxed);
    now
}

/// One that went to sleep at `since`, and was called at `called`, is up.
pub(super) fn is_up(since: u64, called: u64) {
    let latency = Moment::age().saturating_sub(called);
    learn(
        &LEARNED[kind(called.saturating_sub(since))].latency,
        latency,
    );
}

/// A call that began at `began` and had to wake one helper took so long for everything that is not its work.
pub(crate) fn cost(began: u64, nanos: u64) {
    let slept = began.saturating_sub(ASLEEP.load(Ordering::Relaxed));
    learn(&LEARNED[kind(slept)].call, nanos);
}

/// What it takes to wake a helper that sleeps since the last one went to sleep.
pub(crate) fn waking() -> Waking {
    let kind = kind(Moment::age().saturating_sub(ASLEEP.load(Ordering::Relaxed)));
    let known = |number: fn(&Wake) -> &AtomicU64| {
        // Of deeper sleep nothing is known: it takes no less.
        let known = LEARNED[..=kind].iter().rev();
        let known = known.map(|wake| number(wake).load(Ordering::Relaxed));
        known.filter(|&nanos| nanos > 0).map(rounded).next()
    };
    let waking = Waking {
        call: known(|wake| &wake.call),
        latency: known(|wake| &wake.latency),
    };
    let is_seen = LEARNED[KINDS - 1].latency.load(Ordering::Relaxed) > 0;
    if kind == KINDS - 1 && !is_seen {
        waking.at_least(DEEP)
    } else {
        waking
    }
}

impl Waking {
    fn at_least(self, other: Self) -> Self {
        let most = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        };
        Self {
            call: most(self.call, other.call),
            latency: most(self.latency, other.latency),
        }
    }
}

fn kind(slept: u64) -> usize {
    match slept {
        0..SHORT => 0,
        slept if slept < 8 * SHORT => 1,
        _ => 2,
    }
}

/// The usual time: it follows shorter ones quickly and longer ones slowly, because what disturbs a wake-up only adds to it.
fn learn(usual: &AtomicU64, seen: u64) {
    let before = usual.load(Ordering::Relaxed);
    let after = match before {
        0 => seen.min(FIRST),
        _ if seen < before => before - (before - seen) / 2,
        _ => before + (seen - before).min(before) / 8,
    };
    usual.store(after.max(1), Ordering::Relaxed);
}

/// To an eighth: what flickers must not make every call decide again.
fn rounded(nanos: u64) -> f64 {
    let step = (nanos.checked_ilog2().unwrap_or(0)).saturating_sub(2);
    ((nanos >> step) << step) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_disturbs_only_adds() {
        let usual = AtomicU64::new(0);
        let after = |seen: u64, times: usize| {
            (0..times).for_each(|_| learn(&usual, seen));
            usual.load(Ordering::Relaxed)
        };
        assert_eq!(after(1_300_000, 1), FIRST);
        assert!(after(60_000, 5) < 80_000);
        let before = after(60_000, 20);
        assert!(after(50_000_000, 1) <= before + before / 8);
        assert!((9_999..10_100).contains(&after(10_000, 30)));
        assert!(after(40_000, 40) > 35_000);
    }

    #[test]
    fn steps() {
        assert_eq!([0, 7, 1_000, 1_023].map(rounded), [0.0, 7.0, 896.0, 896.0]);
        assert_eq!(
            [0, 499_999, 500_000, 4_000_000, u64::MAX].map(kind),
            [0, 0, 1, 2, 2]
        );
    }
}
