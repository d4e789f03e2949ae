//! What was decided, why, and how it went.

#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod cause;
mod explain;
mod json;
mod page;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod snapshot;
mod table;
mod text;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod timeline;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod tips;
pub mod tools;
mod validate;
mod whole;

#[cfg(all(feature = "parallel", not(amorsize_off), any(unix, windows)))]
pub(crate) use snapshot::at_end;

pub use validate::{Timing, Validation, validate};

use std::fmt;
use std::time::Duration;

use crate::{Decision, Reason};

/// A snapshot of every site that ran. `Display` is a table for people.
///
/// ```ignore
/// eprintln!("{}", amorsize::report());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    sites: Vec<SiteReport>,
    timeline: Vec<Slice>,
}

/// A snapshot of every site that ran in this process, or since [`reset`](crate::reset).
#[must_use]
pub fn report() -> Report {
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    let sites = snapshot::sites();
    #[cfg(not(all(feature = "parallel", not(amorsize_off))))]
    let sites = Vec::new();
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    let timeline = snapshot::timeline();
    #[cfg(not(all(feature = "parallel", not(amorsize_off))))]
    let timeline = Vec::new();
    Report { sites, timeline }
}

impl Report {
    /// The sites, in the order in which they first ran.
    #[must_use]
    pub fn sites(&self) -> &[SiteReport] {
        &self.sites
    }

    /// The first site of this name.
    #[must_use]
    pub fn site(&self, name: &str) -> Option<&SiteReport> {
        self.sites.iter().find(|site| site.name == name)
    }

    /// The first chunks that ran, if `AMORSIZE_REPORT` names a file or `AMORSIZE_TRACE` is set; else none.
    #[must_use]
    pub fn timeline(&self) -> &[Slice] {
        &self.timeline
    }

    /// The report as one HTML page with pictures; it needs no other file and has no scripts.
    #[must_use]
    pub fn to_html(&self) -> String {
        page::page(
            self,
            &json::program(),
            &table::Machine(crate::machine()).to_string(),
        )
    }

    /// The report and the machine as JSON, with `"schema": 1`; times are nanoseconds.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::report(self, crate::machine())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        table::report(self, 2, f)
    }
}

/// One site.
///
/// Calls of very short loops take a path that does not count them one by one: there `calls` and
/// `items` are estimates, from one call in 61.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SiteReport {
    /// The site's name: its function's, or `name = …`.
    pub name: &'static str,
    /// The source file.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The function; empty if unknown.
    pub function: &'static str,
    /// The head of the loop, as it is spelled.
    pub head: &'static str,
    /// What the body writes to.
    pub sinks: Vec<SinkReport>,
    /// Calls so far; at least that many, where calls are so short (below 200 ns) that counting them
    /// would double their cost. With `AMORSIZE_REPORT` set, all are counted.
    pub calls: u64,
    /// Items of all calls.
    pub items: u64,
    /// Time of all calls; of those that were not observed, as predicted.
    pub time: Duration,
    /// What the helpers saved in all, in nanoseconds, against the plain loop; negative if they cost time.
    pub saved_ns: f64,
    /// The length that the rest of this is about: that of a recent call, of the lengths that took
    /// most of the site's time.
    pub length: usize,
    /// The items of such a call that run, in the median: fewer than `length` where the loop is left early.
    pub ran: usize,
    /// What the next call of that length will do.
    pub decision: Decision,
    /// Why serial, or why not more workers.
    pub reason: Reason,
    /// Each kind of call: the lengths, to a power of two, with what was decided for them.
    pub lengths: Vec<LengthReport>,
    /// The edits that would help, the best first.
    pub tips: Vec<Tip>,
    /// What the cost model expects, once items were measured and helpers considered.
    pub prediction: Option<Prediction>,
    /// What was observed; `None` if no call was.
    pub measured: Option<Measured>,
}

impl SiteReport {
    /// Every term of the decision on one screen, prediction beside measurement.
    #[must_use]
    pub fn explain(&self) -> impl fmt::Display + '_ {
        explain::Explain(self)
    }
}

/// One sink of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SinkReport {
    /// The variable.
    pub name: &'static str,
    /// How the body writes to it.
    pub form: &'static str,
    /// How its value gets back: `T1 view`, `T2 private`, `T3 log`.
    pub tier: &'static str,
}

/// One kind of call of a site.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LengthReport {
    /// The length of a recent call.
    pub length: usize,
    /// Calls so far.
    pub calls: u64,
    /// Time of all of them.
    pub time: Duration,
    /// Nanoseconds per item when the caller is alone.
    pub item_ns: Option<f64>,
    /// What the next call of that length will do.
    pub decision: Decision,
}

/// An edit that would help.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tip {
    /// What to write or change.
    pub edit: String,
    /// How many times as fast the loop would be, by the cost model.
    pub gain: f64,
}

impl Tip {
    #[cfg_attr(
        not(all(feature = "parallel", not(amorsize_off))),
        allow(dead_code, reason = "made where loops run")
    )]
    pub(crate) fn new(edit: impl Into<String>, gain: f64) -> Self {
        Self {
            edit: edit.into(),
            gain,
        }
    }
}

impl fmt::Display for Tip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} (about {} as fast)",
            self.edit,
            text::Times(self.gain)
        )
    }
}

/// What the items of a loop do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Workload {
    /// They compute: the caller is on a core nearly all of the time.
    Cpu,
    /// They wait, for files, sockets or locks: the caller is off the cores most of the time.
    Waiting,
    /// Both.
    Mixed,
}

impl Workload {
    /// By the share of the time that the caller was on a core.
    #[must_use]
    pub fn of(share: f64) -> Self {
        match share {
            share if share >= 0.8 => Self::Cpu,
            share if share <= 0.3 => Self::Waiting,
            _ => Self::Mixed,
        }
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cpu => "cpu",
            Self::Waiting => "waiting",
            Self::Mixed => "mixed",
        })
    }
}

/// A chunk on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Slice {
    /// The site's name.
    pub site: &'static str,
    /// The thread: 0 is the one that ran the first chunk.
    pub participant: u32,
    /// Since the first chunk began, in nanoseconds.
    pub start_ns: u64,
    /// How long it took, in nanoseconds.
    pub nanos: u64,
    /// Its items.
    pub items: usize,
}

/// What the cost model expects of a call of [`SiteReport::length`] items.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Prediction {
    /// The plain loop.
    pub serial: Duration,
    /// The best run with helpers, whether it was decided or not; the sum of the terms below.
    pub parallel: Duration,
    /// Participants of that run, the caller included.
    pub workers: usize,
    /// `serial` / `parallel`.
    pub speedup: f64,
    /// The loop's work, evenly divided.
    pub work: Duration,
    /// Waking helpers, and working short-handed until they are there.
    pub dispatch: Duration,
    /// Claiming chunks.
    pub chunking: Duration,
    /// Items that get dearer when several run at once; where they get cheaper, zero.
    pub contention: Duration,
    /// Participants that do not end together.
    pub imbalance: Duration,
    /// Merging in source order.
    pub merge: Duration,
    /// The shortest loop of such items that would be parallel; `None` if none would.
    pub break_even: Option<usize>,
    /// The time of the same call with other numbers of workers: 1 is the plain loop.
    pub curve: Vec<(usize, Duration)>,
}

/// What was observed: medians of the last calls.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Measured {
    /// Nanoseconds per item when the caller is alone.
    pub item_ns: f64,
    /// How far recent calls were from that, as a share of it.
    pub spread: f64,
    /// The share of the time that the caller was on a core; measured for calls of more than 0.2 ms, on Linux.
    pub cpu: Option<f64>,
    /// What the items do, by that.
    pub workload: Option<Workload>,
    /// Coefficient of variation of the cost of an item, between the chunks of a call: under 0.3 it is even, over 0.7
    /// uneven.
    pub cv: Option<f64>,
    /// A whole serial call.
    pub serial: Option<Duration>,
    /// A whole call with helpers invited.
    pub parallel: Option<Duration>,
    /// `serial` / `parallel`.
    pub speedup: Option<f64>,
    /// How many times as long an item takes while helpers take part.
    pub inflation: Option<f64>,
    /// The caller's time in merging, of a whole call.
    pub merge: Option<Duration>,
}

#[cfg(test)]
mod tests;
