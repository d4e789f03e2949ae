//! Every function of the tour exists twice, from one source text, and both are timed and compared here.

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Defines each function in `mod plain` as written and in `mod annotated` with `#[amorsize::parallel]` in front. Both are
/// called: inlined, the compiler would know more of the one than of the other.
macro_rules! twin {
    ($(
        $(#[$meta:meta])*
        fn $name:ident ($($args:tt)*) -> $out:ty { $($body:tt)* }
    )*) => {
        pub(crate) mod plain {
            use super::*;
            $( $(#[$meta])* #[inline(never)] pub(crate) fn $name($($args)*) -> $out { $($body)* } )*
        }
        pub(crate) mod annotated {
            use super::*;
            $( $(#[$meta])* #[inline(never)] #[amorsize::parallel] pub(crate) fn $name($($args)*) -> $out { $($body)* } )*
        }
    };
}
pub(crate) use twin;

/// How long one pair may be repeated, and how often at most.
const PATIENCE: Duration = Duration::from_millis(700);
const REPEATS: usize = 15;

/// The least that is timed at once.
const LONG_ENOUGH: Duration = Duration::from_micros(100);

/// One line of the table.
struct Row {
    what: &'static str,
    size: String,
    plain: Duration,
    first: Duration,
    later: Duration,
    same: bool,
}

/// The table: what was run, how long it took, whether both results were equal.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// Runs both functions, in turns, and keeps a row. Annotated results are compared with the plain one;
    /// floats are to be handed over as bits. Gives the result back.
    pub(crate) fn compare<T: PartialEq>(
        &mut self,
        what: &'static str,
        size: String,
        plain: impl Fn() -> T,
        annotated: impl Fn() -> T,
    ) -> T {
        // One plain call is not counted: it brings the data into the caches, which would flatter whoever goes second.
        let expected = plain();
        let (first, mut same) = timed(&annotated, &expected, 1);
        // What takes nanoseconds is called many times between two looks at the clock, which costs nanoseconds itself.
        let (once, _) = timed(&plain, &expected, 1);
        let calls = (LONG_ENOUGH.as_nanos() / once.as_nanos().max(1)).clamp(1, 10_000) as u32;
        let (mut plain_times, mut later_times) = (Vec::new(), Vec::new());
        let start = Instant::now();
        while plain_times.len() < 3 || (plain_times.len() < REPEATS && start.elapsed() < PATIENCE) {
            let (time, equal) = timed(&plain, &expected, calls);
            plain_times.push(time);
            same &= equal;
            let (time, equal) = timed(&annotated, &expected, calls);
            later_times.push(time);
            same &= equal;
        }
        self.rows.push(Row {
            what,
            size,
            plain: median(plain_times),
            first,
            later: median(later_times),
            same,
        });
        expected
    }

    /// Whether every annotated call gave what the plain one gave.
    pub(crate) fn all_same(&self) -> bool {
        self.rows.iter().all(|row| row.same)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:27}{:>15}{:>10}{:>10}{:>10}{:>7}   results",
            "", "size", "plain", "first", "later", "gain"
        )?;
        for row in &self.rows {
            let gain = row.plain.as_secs_f64() / row.later.as_secs_f64().max(1e-9);
            writeln!(
                f,
                "{:27}{:>15}{:>10}{:>10}{:>10}{gain:>6.2}x   {}",
                row.what,
                row.size,
                Time(row.plain).to_string(),
                Time(row.first).to_string(),
                Time(row.later).to_string(),
                if row.same { "identical" } else { "DIFFERENT" },
            )?;
        }
        Ok(())
    }
}

/// A time with its unit.
pub(crate) struct Time(pub(crate) Duration);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.0.as_nanos() as f64;
        match nanos {
            nanos if nanos < 1e3 => write!(f, "{nanos:.0} ns"),
            nanos if nanos < 1e6 => write!(f, "{:.1} us", nanos / 1e3),
            nanos => write!(f, "{:.1} ms", nanos / 1e6),
        }
    }
}

/// The time of one call, out of `calls`, and whether the last result is the expected one.
fn timed<T: PartialEq>(f: impl Fn() -> T, expected: &T, calls: u32) -> (Duration, bool) {
    let start = Instant::now();
    for _ in 1..calls {
        black_box(f());
    }
    let result = black_box(f());
    let time = start.elapsed() / calls;
    (time, result == *expected)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
