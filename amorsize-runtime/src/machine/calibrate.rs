//! Measures what it costs to be helped: how long a trivial helper takes to start. Done once, when
//! loops that may be helped have run for long enough to pay for it.

use std::hint;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use once_cell::race::OnceBox;

use super::{kept, pool};
use crate::clock::Moment;
use crate::costs::Costs;
use crate::exec::{Crew, Summon, with_helpers};

/// All of the calibration ends after about this long.
const BUDGET: Duration = Duration::from_micros(1_500);
/// No helper is waited for longer.
const PATIENCE: Duration = Duration::from_millis(1);
/// Longer than a helper spins after a call.
const PARK: Duration = Duration::from_micros(100);
/// Loops of this much work in all, in nanoseconds, have earned a calibration.
static EARNED: AtomicU64 = AtomicU64::new(5_000_000);

// Not a lock: whoever calibrates at the same time measures for itself, and nobody waits.
static MEASURED: OnceBox<Costs> = OnceBox::new();
static SEEN: AtomicU64 = AtomicU64::new(0);

/// What is known; measures nothing.
pub(crate) fn known_costs() -> Costs {
    known().copied().unwrap_or(Costs::USUAL)
}

fn known() -> Option<&'static Costs> {
    MEASURED.get().or_else(kept::kept)
}

/// What is known, after a measurement if `worth` nanoseconds of work, with those before, have
/// earned one.
pub(crate) fn costs_for(worth: f64) -> Costs {
    if let Some(costs) = known() {
        return *costs;
    }
    // Casting saturates. A concurrent addition may be lost; the next loop makes up for it.
    let seen = SEEN
        .load(Ordering::Relaxed)
        .saturating_add(worth.max(0.0) as u64);
    SEEN.store(seen, Ordering::Relaxed);
    if seen < EARNED.load(Ordering::Relaxed) || pool::open_pool(None) < 2 {
        return Costs::USUAL;
    }
    super::counted();
    let Some(costs) = measure(&Crew::Ambient) else {
        // No helper came at all: every thread is busy. Not what the machine is like; tried again
        // when that has been paid for many times over.
        EARNED.store(seen.saturating_mul(16), Ordering::Relaxed);
        return Costs::USUAL;
    };
    *MEASURED.get_or_init(|| Box::new(costs))
}

/// Measures with helpers from `crew`; `None` if none that had to be woken started in time.
fn measure(crew: &dyn Summon) -> Option<Costs> {
    let began = Instant::now();
    let (mut calls, mut starts, mut soon) = (Vec::new(), Vec::new(), Vec::new());
    // The first start may include the making of the threads: measured, not counted.
    let left = || BUDGET.saturating_sub(began.elapsed()).min(PATIENCE);
    let start = |starts: &mut Vec<f64>| {
        let (call, ran) = start(crew, left());
        starts.extend(ran.map(|ran| (ran - call).max(0.0)));
        call
    };
    start(&mut Vec::new());
    for _ in 0..4 {
        std::thread::sleep(PARK);
        calls.push(start(&mut starts));
        // Right after, the helper still spins.
        start(&mut soon);
        if left() < BUDGET / 4 {
            break;
        }
    }
    if starts.is_empty() {
        return None;
    }
    let clock = per_step(64, || {
        hint::black_box(Moment::now());
    });
    let lock = parking_lot::Mutex::new(0_u64);
    let locking = per_step(64, || *hint::black_box(&lock).lock() += 1);
    Some(Costs {
        publish: Costs::USUAL.publish,
        wake: quick(&mut calls),
        latency: quick(&mut starts),
        spinning: if soon.is_empty() {
            Costs::USUAL.spinning
        } else {
            quick(&mut soon)
        },
        // Two readings of the clock, the lock taken twice, and the state of a chunk.
        claim: 2.0 * clock + 4.0 * locking + 100.0,
        clock,
        measured: true,
    })
}

/// Summons one helper; gives the nanoseconds until that was done and until the helper ran, if it
/// did in time.
fn start(crew: &dyn Summon, patience: Duration) -> (f64, Option<f64>) {
    let began = Instant::now();
    let ran = AtomicU64::new(u64::MAX);
    let help = || ran.store(Moment::nanos_of(began.elapsed()), Ordering::Release);
    let call = with_helpers(crew, &help, |recruiter| {
        recruiter.summon(1);
        let call = began.elapsed();
        while ran.load(Ordering::Acquire) == u64::MAX && began.elapsed() < patience {
            hint::spin_loop();
        }
        call
    });
    let ran = ran.load(Ordering::Acquire);
    (
        call.as_nanos() as f64,
        (ran != u64::MAX).then_some(ran as f64),
    )
}

/// Nanoseconds of one of `steps`.
fn per_step(steps: u32, mut step: impl FnMut()) -> f64 {
    let began = Instant::now();
    for _ in 0..steps {
        step();
    }
    began.elapsed().as_nanos() as f64 / f64::from(steps)
}

/// The second quickest, or the only one: what disturbs only adds, and one may be luck.
fn quick(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(1).or(values.first()).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::Helper;

    /// Threads that start at once, or never.
    struct Threads(bool);

    impl Summon for Threads {
        fn summon(&self, count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
            for _ in 0..count {
                let helper = helper();
                if self.0 {
                    std::thread::spawn(move || helper.run());
                }
            }
            count
        }
    }

    #[test]
    fn helpers_that_start() {
        // On a machine that is busy with other tests none may come in time; some time one does.
        let costs = (0..1000)
            .find_map(|_| measure(&Threads(true)))
            .expect("one started");
        assert!(costs.measured && costs.wake > 0.0 && costs.latency >= 0.0 && costs.claim > 0.0);
        assert!(costs.latency <= 1e6 && costs.spinning <= 1e6);
    }

    #[test]
    fn helpers_that_never_start_are_not_waited_for() {
        let began = Instant::now();
        assert_eq!(measure(&Threads(false)), None);
        // Two milliseconds on a quiet machine.
        assert!(began.elapsed() < Duration::from_millis(100));
    }

    #[test]
    fn quickest() {
        assert_eq!(quick(&mut []), 0.0);
        assert_eq!(quick(&mut [4.0]), 4.0);
        assert_eq!(quick(&mut [900.0, 3.0, 5.0]), 5.0);
    }
}
