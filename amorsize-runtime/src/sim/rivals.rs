//! Other policies, on the same executor with the same prices.

use super::Policy;
use super::floor::{Floor, Rhythm};
use crate::Schedule;
use crate::schedule::Cut;

/// Chunks of one schedule, helpers from the first on.
pub(super) struct Given {
    pub(super) helpers: usize,
    pub(super) cut: Cut,
}

impl Rhythm for Given {
    fn next(&mut self, remaining: usize) -> usize {
        self.cut.next(remaining)
    }

    fn wanted(&self, remaining: usize) -> usize {
        self.helpers.min(remaining.saturating_sub(1))
    }

    fn observe(&mut self, _: usize, _: f64) {}
}

/// A call with so many workers.
pub(super) fn run(
    floor: &mut Floor<'_>,
    call: usize,
    workers: usize,
    schedule: Schedule,
    least: usize,
) -> f64 {
    let n = floor.load.items(call);
    if workers < 2 || n < 2 {
        return floor.plain(call);
    }
    let mut given = Given {
        helpers: workers - 1,
        cut: Cut::new(schedule, n, workers, least),
    };
    floor.run(call, &mut given, workers).elapsed as f64
}

pub(super) struct Serial;

impl Policy for Serial {
    fn call(&mut self, floor: &mut Floor<'_>, call: usize) -> f64 {
        floor.plain(call)
    }
}

/// All threads, always, with one schedule; dynamic chunks are an eighth of a share.
pub(super) struct All(pub(super) Schedule);

impl Policy for All {
    fn call(&mut self, floor: &mut Floor<'_>, call: usize) -> f64 {
        let workers = floor.iron.cores;
        let least = if self.0 == Schedule::Dynamic {
            floor.load.items(call).div_ceil(8 * workers)
        } else {
            1
        };
        run(floor, call, workers, self.0, least)
    }
}

/// The first call is the plain loop, timed; what the model says of it stays for good.
#[derive(Default)]
pub(super) struct ProfileOnce(Option<f64>);

impl Policy for ProfileOnce {
    fn call(&mut self, floor: &mut Floor<'_>, call: usize) -> f64 {
        let n = floor.load.items(call);
        let Some(item) = self.0 else {
            let time = floor.plain(call);
            self.0 = Some(time / n as f64);
            return time;
        };
        let question = super::ours::question(floor, call, item);
        let verdict = crate::decide::decide(&question);
        match verdict.decision {
            crate::Decision::Parallel {
                workers,
                chunk,
                schedule,
            } => run(floor, call, workers, schedule, chunk),
            crate::Decision::Serial => floor.plain(call),
        }
    }
}

/// HPX's adaptive core and chunk size: a hundredth of the items is timed, then as many cores as keep the efficiency at 95 %
/// by the overhead law, and eight chunks for each.
pub(super) struct OverheadLaw;

impl Policy for OverheadLaw {
    fn call(&mut self, floor: &mut Floor<'_>, call: usize) -> f64 {
        const EFFICIENCY: f64 = 0.95;
        let n = floor.load.items(call);
        let sampled = (n / 100).max(1);
        let sample = floor.load.cost(call, 0..sampled);
        let costs = floor.iron.costs;
        let overhead = costs.publish + costs.wake + costs.latency;
        let cores =
            (1.0 - EFFICIENCY) / EFFICIENCY * (sample / sampled as f64 * n as f64) / overhead;
        let workers = (cores as usize).clamp(1, floor.iron.cores);
        struct Sampled(usize, Given);
        impl Rhythm for Sampled {
            fn next(&mut self, remaining: usize) -> usize {
                match std::mem::take(&mut self.0) {
                    0 => self.1.next(remaining),
                    first => first,
                }
            }

            fn wanted(&self, remaining: usize) -> usize {
                if self.0 > 0 {
                    0
                } else {
                    self.1.wanted(remaining)
                }
            }

            fn observe(&mut self, _: usize, _: f64) {}
        }
        let chunk = n.div_ceil(8 * workers);
        let mut rhythm = Sampled(
            sampled,
            Given {
                helpers: workers - 1,
                cut: Cut::Fixed(chunk),
            },
        );
        floor.run(call, &mut rhythm, workers).elapsed as f64
    }
}
