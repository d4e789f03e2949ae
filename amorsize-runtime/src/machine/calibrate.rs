//! Measures what it costs to be helped: how long a trivial helper takes to start. Done once, when
//! loops that may be helped have run for long enough to pay for it.

use std::hint;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use once_cell::race::OnceBox;

use super::{Costs, pool};
use crate::clock::Moment;
use crate::exec::{Crew, Summon, with_helpers};

/// All of the calibration ends after about this long.
const BUDGET: Duration = Duration::from_micros(1_500);
/// A helper that has not started in time is taken to need this long; none is waited for longer.
const PATIENCE: Duration = Duration::from_millis(1);
/// Longer than a helper spins after a call.
const PARK: Duration = Duration::from_micros(100);
/// Loops of this much work in all, in nanoseconds, have earned a calibration.
const EARNED: u64 = 5_000_000;

// Not a lock: whoever calibrates at the same time measures for itself, and nobody waits.
static MEASURED: OnceBox<Costs> = OnceBox::new();
static SEEN: AtomicU64 = AtomicU64::new(0);

/// What is known; measures nothing.
pub(crate) fn known_costs() -> Costs {
    MEASURED.get().copied().unwrap_or(Costs::USUAL)
}

/// What is known, after a measurement if `worth` nanoseconds of work, with those before, have
/// earned one.
pub(crate) fn costs_for(worth: f64) -> Costs {
    if let Some(costs) = MEASURED.get() {
        return *costs;
    }
    // Casting saturates. A concurrent addition may be lost; the next loop makes up for it.
    let seen = SEEN
        .load(Ordering::Relaxed)
        .saturating_add(worth.max(0.0) as u64);
    SEEN.store(seen, Ordering::Relaxed);
    if seen < EARNED || pool::open_pool(None) < 2 {
        return Costs::USUAL;
    }
    *MEASURED.get_or_init(|| Box::new(measure(&Crew::Ambient)))
}

/// Measures with helpers from `crew`.
fn measure(crew: &dyn Summon) -> Costs {
    let began = Instant::now();
    let (mut calls, mut starts, mut soon) = (Vec::new(), Vec::new(), Vec::new());
    // The first start may include the making of the threads: measured, not counted.
    let left = || BUDGET.saturating_sub(began.elapsed()).min(PATIENCE);
    let _ = start(crew, left());
    for round in 0..4 {
        std::thread::sleep(PARK);
        let (call, parked) = start(crew, left());
        calls.push(call);
        starts.push((parked - call).max(0.0));
        // Right after, the helper's thread still looks for work.
        let (call, spinning) = start(crew, left());
        soon.push((spinning - call).max(0.0));
        if left()
            < if round < 2 {
                Duration::from_micros(1)
            } else {
                BUDGET / 2
            }
        {
            break;
        }
    }
    let clock = per_step(64, || {
        hint::black_box(Moment::now());
    });
    let lock = parking_lot::Mutex::new(0_u64);
    let locking = per_step(64, || *hint::black_box(&lock).lock() += 1);
    Costs {
        publish: Costs::USUAL.publish,
        wake: median(&mut calls),
        latency: median(&mut starts),
        spinning: median(&mut soon),
        // Two readings of the clock, the lock taken twice, and the state of a chunk.
        claim: 2.0 * clock + 4.0 * locking + 100.0,
        clock,
        measured: true,
    }
}

/// Summons one helper; gives the nanoseconds until that was done and until the helper ran.
fn start(crew: &dyn Summon, patience: Duration) -> (f64, f64) {
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
    let ran = ran.load(Ordering::Acquire).min(Moment::nanos_of(PATIENCE));
    (call.as_nanos() as f64, ran as f64)
}

/// Nanoseconds of one of `steps`.
fn per_step(steps: u32, mut step: impl FnMut()) -> f64 {
    let began = Instant::now();
    for _ in 0..steps {
        step();
    }
    began.elapsed().as_nanos() as f64 / f64::from(steps)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
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
        let costs = measure(&Threads(true));
        assert!(costs.measured && costs.wake > 0.0 && costs.latency >= 0.0 && costs.claim > 0.0);
        assert!(costs.latency <= 1e6 && costs.spinning <= 1e6);
    }

    #[test]
    fn helpers_that_never_start_are_not_waited_for() {
        let began = Instant::now();
        let costs = measure(&Threads(false));
        assert!(costs.latency > 9e5, "{costs:?}");
        // Two milliseconds on a quiet machine.
        assert!(began.elapsed() < Duration::from_millis(100));
    }

    #[test]
    fn medians() {
        assert_eq!(median(&mut []), 0.0);
        assert_eq!(median(&mut [3.0, 1.0, 900.0]), 3.0);
    }
}
