//! The judge with a clock.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::judge::Judge;

/// How long one pair may be repeated, and how often at most.
const PATIENCE: Duration = Duration::from_millis(1500);
const REPEATS: usize = 15;

#[derive(Default)]
pub(crate) struct Stopwatch {
    bad: usize,
}

impl Stopwatch {
    pub(crate) const HEADER: &str = "program                       size             plain     annotated   times faster  results";

    pub(crate) fn all_good(&self) -> bool {
        self.bad == 0
    }
}

impl Judge for Stopwatch {
    fn compare<T: PartialEq>(
        &mut self,
        what: &str,
        size: String,
        plain: &dyn Fn() -> T,
        annotated: &dyn Fn() -> T,
    ) -> T {
        let (expected, _) = timed(plain);
        let mut same = true;
        let (mut plain_times, mut annotated_times) = (Vec::new(), Vec::new());
        let start = Instant::now();
        while plain_times.len() < 3 || (plain_times.len() < REPEATS && start.elapsed() < PATIENCE) {
            let (value, time) = timed(annotated);
            annotated_times.push(time);
            same &= value == expected;
            let (value, time) = timed(plain);
            plain_times.push(time);
            same &= value == expected;
        }
        let (plain, annotated) = (median(plain_times), median(annotated_times));
        println!(
            "{what:28}  {size:14} {:>8.3} ms {:>8.3} ms {:>10.2} x    {}",
            plain * 1e3,
            annotated * 1e3,
            plain / annotated,
            if same { "identical" } else { "DIFFERENT" },
        );
        self.bad += usize::from(!same);
        expected
    }

    fn verify(&mut self, what: &str, good: bool, text: String) {
        let word = if good { "verified" } else { "WRONG" };
        println!("{what:28}  {text}: {word}");
        self.bad += usize::from(!good);
    }
}

fn timed<T>(f: &dyn Fn() -> T) -> (T, f64) {
    let start = Instant::now();
    let value = black_box(f());
    (value, start.elapsed().as_secs_f64())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
