//! What `cargo amorsize` shares with the library: it reads recordings back into reports, and prints them with the same
//! words. Not for use by hand, and not covered by version numbers.

use std::time::Duration;

pub use super::page::page;
pub use super::table::{Decided, Head, Length};
pub use super::text::{Count, Name, Time, Times, beginning, ending};
pub use super::whole::write;
use super::{
    LengthReport, Measured, Prediction, Report, SinkReport, SiteReport, Slice, Tip, Workload,
};
use crate::{Decision, Reason, Schedule};

/// A report of these sites.
#[must_use]
pub fn report(sites: Vec<SiteReport>, timeline: Vec<Slice>) -> Report {
    Report { sites, timeline }
}

/// A site to be filled in.
#[must_use]
pub fn site() -> SiteReport {
    SiteReport {
        name: "",
        file: "",
        line: 0,
        column: 0,
        function: "",
        head: "",
        sinks: Vec::new(),
        calls: 0,
        items: 0,
        length: 0,
        ran: 0,
        time: Duration::ZERO,
        saved_ns: 0.0,
        decision: Decision::Serial,
        reason: Reason::Unmeasured,
        lengths: Vec::new(),
        tips: Vec::new(),
        prediction: None,
        measured: None,
    }
}

/// A sink to be filled in.
#[must_use]
pub fn sink() -> SinkReport {
    SinkReport {
        name: "",
        form: "",
        tier: "",
    }
}

/// A prediction to be filled in.
#[must_use]
pub fn prediction() -> Prediction {
    Prediction {
        serial: Duration::ZERO,
        parallel: Duration::ZERO,
        workers: 1,
        speedup: 1.0,
        work: Duration::ZERO,
        dispatch: Duration::ZERO,
        chunking: Duration::ZERO,
        contention: Duration::ZERO,
        imbalance: Duration::ZERO,
        merge: Duration::ZERO,
        break_even: None,
        curve: Vec::new(),
    }
}

/// A measurement to be filled in.
#[must_use]
pub fn measured() -> Measured {
    Measured {
        item_ns: f64::NAN,
        spread: 0.0,
        cpu: None,
        workload: None,
        cv: None,
        serial: None,
        parallel: None,
        speedup: None,
        inflation: None,
        merge: None,
    }
}

/// The reason of this code.
#[must_use]
pub fn reason(code: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason.code() == code)
}

/// The schedule of this name.
#[must_use]
pub fn schedule(name: &str) -> Option<Schedule> {
    [
        Schedule::Auto,
        Schedule::Static,
        Schedule::Dynamic,
        Schedule::Guided,
        Schedule::Factoring,
        Schedule::Trapezoid,
    ]
    .into_iter()
    .find(|schedule| schedule.to_string() == name)
}

/// Nanoseconds as a duration; what is none (negative, NaN, too long) is the nearest one.
#[must_use]
pub fn time(nanos: f64) -> Duration {
    Duration::from_nanos(nanos as u64)
}

/// Why a site is serial, in numbers where there are some.
#[must_use]
pub fn why_serial(site: &SiteReport) -> String {
    struct Why<'a>(&'a SiteReport);
    impl std::fmt::Display for Why<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            super::table::why_serial(self.0, f)
        }
    }
    Why(site).to_string()
}

/// A kind of call.
#[must_use]
pub fn length(
    length: usize,
    calls: u64,
    time: Duration,
    item_ns: Option<f64>,
    decision: Decision,
) -> LengthReport {
    LengthReport {
        length,
        calls,
        time,
        item_ns,
        decision,
    }
}

/// An edit that would help.
#[must_use]
pub fn tip(edit: &str, gain: f64) -> Tip {
    Tip {
        edit: edit.to_owned(),
        gain,
    }
}

/// A chunk of a timeline.
#[must_use]
pub fn slice(
    site: &'static str,
    participant: u32,
    start_ns: u64,
    nanos: u64,
    items: usize,
) -> Slice {
    Slice {
        site,
        participant,
        start_ns,
        nanos,
        items,
    }
}

/// What the items do, by the share of the time that the caller was on a core.
#[must_use]
pub fn workload(share: f64) -> Workload {
    Workload::of(share)
}
