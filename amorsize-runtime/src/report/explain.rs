//! One site on one screen.

use std::fmt;
use std::time::Duration;

use super::text::{Count, Time, Times};
use super::{Measured, SiteReport, table};

/// See [`SiteReport::explain`].
pub(super) struct Explain<'a>(pub(super) &'a SiteReport);

impl fmt::Display for Explain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let site = self.0;
        table::title(site, f)?;
        write!(f, "   decision   {}: ", site.decision)?;
        if site.decision.is_parallel() {
            writeln!(f, "{}", site.reason)?;
        } else {
            table::why_serial(site, f)?;
            writeln!(f)?;
        }
        table::sinks(site, f)?;
        if let Some(measured) = &site.measured {
            item(measured, f)?;
        }
        self.terms(f)?;
        lengths(site, f)?;
        for tip in site.tips.iter().take(2) {
            writeln!(f, "   tip        {tip}")?;
        }
        table::pin(site, f)
    }
}

impl Explain<'_> {
    /// The terms of the model, prediction beside measurement.
    fn terms(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(prediction) = &self.0.prediction else {
            return Ok(());
        };
        let measured = self.0.measured.as_ref();
        let time = |time: Duration| Time(time.as_nanos() as f64);
        let seen = |time: Option<Duration>| {
            time.map_or_else(
                || "-".to_owned(),
                |time| Time(time.as_nanos() as f64).to_string(),
            )
        };
        writeln!(f, "   {:<24}{:>10} {:>10}", "", "predicted", "measured")?;
        let mut row = |name: &str, predicted: Duration, measured: String| {
            writeln!(f, "   {name:<24}{:>10} {measured:>10}", time(predicted))
        };
        row(
            "serial",
            prediction.serial,
            seen(measured.and_then(|measured| measured.serial)),
        )?;
        let with = format!("with {} workers", prediction.workers);
        row(
            &with,
            prediction.parallel,
            seen(measured.and_then(|measured| measured.parallel)),
        )?;
        let dearer = measured
            .and_then(|measured| measured.inflation)
            .map_or_else(|| "-".to_owned(), |factor| format!("{factor:.2}x item"));
        row("  work, divided", prediction.work, "-".to_owned())?;
        row("  dispatch", prediction.dispatch, "-".to_owned())?;
        // One address space: nothing is sent. Listed, because elsewhere it is the largest term.
        row("  transfer", Duration::ZERO, "-".to_owned())?;
        row("  chunking", prediction.chunking, "-".to_owned())?;
        row("  cache and bandwidth", prediction.contention, dearer)?;
        row("  imbalance", prediction.imbalance, "-".to_owned())?;
        row(
            "  serial part (merge)",
            prediction.merge,
            seen(measured.and_then(|measured| measured.merge)),
        )?;
        write!(f, "   speed-up   predicted {}", Times(prediction.speedup))?;
        if let Some(speedup) = measured.and_then(|measured| measured.speedup) {
            write!(f, ", measured {}", Times(speedup))?;
        }
        match prediction.break_even {
            Some(items) => writeln!(f, "; pays off from n = {}", Count(items as u64)),
            None => writeln!(f, "; does not pay off at any length"),
        }
    }
}

/// The cost of an item, and what kind of work it is.
fn item(measured: &Measured, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "   an item    {} ±{:.0} % between calls",
        Time(measured.item_ns),
        measured.spread * 100.0
    )?;
    if let (Some(workload), Some(share)) = (measured.workload, measured.cpu) {
        write!(f, ", {workload} ({:.0} % on a core)", share * 100.0)?;
    }
    if let Some(cv) = measured.cv {
        let how = match cv {
            cv if cv < 0.3 => "even",
            cv if cv > 0.7 => "uneven",
            _ => "somewhat uneven",
        };
        write!(f, ", {how} (CV {cv:.2})")?;
    }
    writeln!(f)
}

/// The other lengths that were called, where there are some.
fn lengths(site: &SiteReport, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if site.lengths.len() < 2 {
        return Ok(());
    }
    write!(f, "   lengths   ")?;
    for (place, length) in site.lengths.iter().take(6).enumerate() {
        if place > 0 {
            f.write_str(",")?;
        }
        let how = if length.decision.is_parallel() {
            "parallel"
        } else {
            "serial"
        };
        write!(
            f,
            " n {} {how} x{}",
            Count(length.length as u64),
            Count(length.calls)
        )?;
    }
    writeln!(f)
}
