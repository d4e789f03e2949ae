//! Prediction against measurement: the plain loops against the plan, call by call.

use std::fmt;
use std::time::{Duration, Instant};

use super::text::{Time, Times};
use super::{Report, SiteReport};
use crate::{Config, Decision, Mode, with_mode};

/// A time with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Timing {
    /// The middle one.
    pub median: Duration,
    /// The median is not below this, with 95 % probability.
    pub low: Duration,
    /// Nor above this.
    pub high: Duration,
    /// Runs that were timed.
    pub runs: usize,
}

impl Timing {
    /// Of at least one run.
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let runs = times.len();
        // Order statistics: between these ranks lies the median of 95 % of all samples.
        let half = runs as f64 / 2.0;
        let wide = 0.98 * (runs as f64).sqrt();
        let low = (half - wide).floor().max(0.0) as usize;
        let high = ((half + wide).ceil() as usize).min(runs) - 1;
        Self {
            median: times[(runs - 1) / 2],
            low: times[low],
            high: times[high.max(low)],
            runs,
        }
    }
}

/// What [`validate`] found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Validation {
    /// With every loop the plain one.
    pub serial: Timing,
    /// As the cost model decides.
    pub plan: Timing,
    /// What the model said the plan takes, from the time of the plain loops.
    pub predicted: Duration,
    /// Other plans: workers for every loop, and their time.
    pub grid: Vec<(usize, Timing)>,
}

impl Validation {
    /// How many times as fast the plan is as the plain loops.
    #[must_use]
    pub fn speedup(&self) -> f64 {
        ratio(self.serial.median, self.plan.median)
    }

    /// How far the prediction is from the measurement, as a share of it.
    #[must_use]
    pub fn error(&self) -> f64 {
        (ratio(self.predicted, self.plan.median) - 1.0).abs()
    }

    /// How much longer the plan takes than the best of all that was tried, as a share of it.
    #[must_use]
    pub fn regret(&self) -> f64 {
        let others = self.grid.iter().map(|(_, timing)| timing.median);
        let best = others.chain([self.serial.median, self.plan.median]).min();
        ratio(self.plan.median, best.unwrap_or(self.plan.median)) - 1.0
    }

    /// Whether the error is under 20 % and the regret under 10 %.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.error() < 0.2 && self.regret() < 0.1
    }
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(1e-9)
}

impl fmt::Display for Validation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |time: Duration| Time(time.as_nanos() as f64);
        let mut row = |name: &str, timing: &Timing| {
            let Timing {
                median,
                low,
                high,
                runs,
            } = *timing;
            writeln!(
                f,
                "   {name:<12}{:>9}   95 % {} to {}, {runs} runs",
                time(median),
                time(low),
                time(high)
            )
        };
        row("serial", &self.serial)?;
        row("plan", &self.plan)?;
        for (workers, timing) in &self.grid {
            row(&format!("{workers} workers"), timing)?;
        }
        writeln!(
            f,
            "   predicted   {:>9}   error {:.0} %",
            time(self.predicted),
            self.error() * 100.0
        )?;
        writeln!(
            f,
            "   speed-up {}, regret {:.0} %: {}",
            Times(self.speedup()),
            self.regret() * 100.0,
            if self.passes() {
                "passes"
            } else {
                "missed (error under 20 % and regret under 10 % pass)"
            }
        )
    }
}

/// All runs end after about this long.
const BUDGET: Duration = Duration::from_secs(2);
const FEWEST: usize = 5;
const MOST: usize = 41;

/// Runs `work` again and again, with plain loops, with the plan and with other numbers of workers, in turns, and says
/// what the plan brings, how far the prediction was off, and how much a better plan would have brought. It takes about
/// two seconds, or the time of twenty runs.
///
/// ```ignore
/// println!("{}", amorsize::validate(|| render(&scene)));
/// ```
pub fn validate<R>(mut work: impl FnMut() -> R) -> Validation {
    // Learns first: the plan is that of a program that has run for a while.
    let began = Instant::now();
    for round in 0..20 {
        run(&mut work);
        if round >= 3 && began.elapsed() > BUDGET / 8 {
            break;
        }
    }
    let before = super::report();
    run(&mut work);
    let after = super::report();
    let widths = widths();
    let mut plans: Vec<Vec<Duration>> = vec![Vec::new(); 2 + widths.len()];
    let began = Instant::now();
    for round in 0..MOST {
        if round >= FEWEST && began.elapsed() > BUDGET {
            break;
        }
        plans[0].push(with_mode(Mode::Serial, || run(&mut work)));
        plans[1].push(run(&mut work));
        for (times, &workers) in plans[2..].iter_mut().zip(&widths) {
            times.push(with_workers(workers, || run(&mut work)));
        }
    }
    let mut timings = plans.into_iter().map(Timing::of);
    let (Some(serial), Some(plan)) = (timings.next(), timings.next()) else {
        unreachable!("two plans are always run");
    };
    Validation {
        serial,
        plan,
        predicted: serial.median.saturating_sub(saved(&before, &after)),
        grid: widths.into_iter().zip(timings).collect(),
    }
}

fn run<R>(work: &mut impl FnMut() -> R) -> Duration {
    let began = Instant::now();
    std::hint::black_box(work());
    began.elapsed()
}

/// Numbers of workers to compare with: 2, 4 … and all.
fn widths() -> Vec<usize> {
    let all = crate::machine().allowed;
    let mut widths: Vec<_> = std::iter::successors(Some(2), |width| Some(width * 2))
        .take_while(|&width| width < all)
        .collect();
    if all > 1 {
        widths.push(all);
    }
    widths
}

/// Every loop with so many workers, whatever it costs.
fn with_workers<R>(workers: usize, work: impl FnOnce() -> R) -> R {
    struct Restore(Config);
    impl Drop for Restore {
        fn drop(&mut self) {
            let _ = crate::configure(self.0);
        }
    }
    let _restore = Restore(crate::config::current());
    // Two at least, so never refused; and what was in force was accepted before.
    let _ = crate::configure(crate::config::current().workers(workers));
    with_mode(Mode::Parallel, work)
}

/// What the model says helpers save in one run.
fn saved(before: &Report, after: &Report) -> Duration {
    let calls_before = |site: &SiteReport| {
        let same = |known: &&SiteReport| {
            (known.file, known.line, known.column) == (site.file, site.line, site.column)
        };
        before
            .sites()
            .iter()
            .find(same)
            .map_or(0, |known| known.calls)
    };
    let mut saved = Duration::ZERO;
    for site in after.sites() {
        let calls = site.calls.saturating_sub(calls_before(site));
        if let (Decision::Parallel { .. }, Some(prediction)) = (site.decision, &site.prediction) {
            let each = prediction.serial.saturating_sub(prediction.parallel);
            saved += each.saturating_mul(u32::try_from(calls).unwrap_or(u32::MAX));
        }
    }
    saved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals() {
        let millis = |from: u64, to: u64| (from..=to).map(Duration::from_millis).collect();
        let timing = Timing::of(millis(1, 41));
        assert_eq!(timing.median, Duration::from_millis(21));
        assert_eq!(
            (timing.low, timing.high),
            (Duration::from_millis(15), Duration::from_millis(27))
        );
        let one = Timing::of(millis(3, 3));
        assert_eq!(
            (one.low, one.median, one.high, one.runs),
            (one.median, one.median, one.median, 1)
        );
    }

    #[test]
    fn figures() {
        let timing = |millis| Timing::of(vec![Duration::from_millis(millis); 5]);
        let validation = Validation {
            serial: timing(100),
            plan: timing(50),
            predicted: Duration::from_millis(55),
            grid: vec![(2, timing(48))],
        };
        assert!((validation.speedup() - 2.0).abs() < 1e-9);
        assert!((validation.error() - 0.1).abs() < 1e-9);
        assert!((validation.regret() - 50.0 / 48.0 + 1.0).abs() < 1e-9);
        assert!(validation.passes());
        let text = validation.to_string();
        assert!(text.contains("speed-up 2.0x, regret 4 %: passes"), "{text}");
    }

    #[test]
    fn runs_everything_in_turns() {
        let mut runs = 0;
        let validation = validate(|| {
            runs += 1;
            std::thread::sleep(Duration::from_millis(2));
        });
        assert!(validation.serial.runs >= FEWEST && validation.plan.runs == validation.serial.runs);
        assert!(runs > 2 * validation.plan.runs);
        // No loop ran: the plan is the plain program.
        assert_eq!(validation.predicted, validation.serial.median);
    }
}
