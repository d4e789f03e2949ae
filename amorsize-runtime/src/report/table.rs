//! The report for people.

use std::fmt;

use super::text::{Count, Name, Time, Times, plural};
use super::{Report, SinkReport, SiteReport};
use crate::{Decision, Reason, Schedule};

/// A report in the depth of `AMORSIZE_REPORT`: 1 is a line for each site, 2 has sinks and reasons,
/// 3 explains each site, 4 describes the machine too.
#[cfg_attr(
    not(all(feature = "parallel", not(amorsize_off), any(unix, windows))),
    allow(
        dead_code,
        reason = "written at the end of a process by the executor only"
    )
)]
pub(crate) struct Leveled<'a>(pub(crate) &'a Report, pub(crate) u8);

impl fmt::Display for Leveled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        report(self.0, self.1, f)
    }
}

pub(super) fn report(report: &Report, level: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if report.sites().is_empty() {
        writeln!(f, "amorsize: no site ran")?;
    }
    for (place, site) in report.sites().iter().enumerate() {
        if place > 0 && level >= 2 {
            writeln!(f)?;
        }
        match level {
            0..=2 => table(site, level, f)?,
            _ => write!(f, "{}", site.explain())?,
        }
    }
    if level >= 4 { machine(f) } else { Ok(()) }
}

/// Where and what: the first line of a site.
pub(super) fn title(site: &SiteReport, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "{}:{}  {}  {}   calls {}   n {}",
        Name(site.file),
        site.line,
        Name(site.name),
        Head(site),
        Count(site.calls),
        Count(site.length as u64),
    )?;
    if left_early(site) {
        write!(f, ", left after {}", Count(site.ran as u64))?;
    }
    writeln!(f)
}

/// Whether calls end before their last item, as a rule.
fn left_early(site: &SiteReport) -> bool {
    site.ran < site.length
}

/// What was decided in a cell of a table; if serial, why in two words: `explain` has more.
pub struct Decided<'a>(pub &'a SiteReport);

impl fmt::Display for Decided<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.decision {
            Decision::Serial => write!(f, "serial: {}", self.0.reason.code().replace('-', " ")),
            Decision::Parallel { workers, chunk, .. } => {
                write!(f, "{workers} workers, chunk {}", Count(chunk as u64))
            }
        }
    }
}

/// The items of a call in a cell of a table; where it is left early, those that run beside all.
pub struct Length<'a>(pub &'a SiteReport);

impl fmt::Display for Length<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if left_early(self.0) {
            write!(f, "{} of ", Count(self.0.ran as u64))?;
        }
        Count(self.0.length as u64).fmt(f)
    }
}

/// What the loop runs over, as the user spelled it.
pub struct Head<'a>(pub &'a SiteReport);

impl fmt::Display for Head<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = self.0.head;
        // The loop of a companion is spelled by nobody.
        let spelled = head.strip_prefix("__item in ").unwrap_or(head);
        // The head of a chain is an expression.
        let is_loop = spelled.contains(" in ");
        write!(f, "{}{}", if is_loop { "for " } else { "" }, Name(spelled))
    }
}

fn table(site: &SiteReport, level: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    title(site, f)?;
    match site.decision {
        Decision::Serial => {
            write!(f, "   decision   serial: ")?;
            why_serial(site, f)?;
            writeln!(f)?;
        }
        Decision::Parallel { .. } => {
            write!(f, "   decision   {}", site.decision)?;
            if let Some(measured) = &site.measured {
                write!(f, "   {}/item", Time(measured.item_ns))?;
                if measured.spread > 0.0 {
                    write!(f, " ±{:.0} %", measured.spread * 100.0)?;
                }
            }
            if let Some(prediction) = &site.prediction {
                write!(f, "   predicted {}", Times(prediction.speedup))?;
            }
            if let Some(speedup) = site.measured.as_ref().and_then(|measured| measured.speedup) {
                write!(f, "  measured {}", Times(speedup))?;
            }
            writeln!(f)?;
        }
    }
    if level < 2 {
        return Ok(());
    }
    sinks(site, f)?;
    if site.decision.is_parallel() {
        writeln!(f, "   why not more: {}", site.reason)?;
    }
    pin(site, f)
}

/// What becomes of what the body writes: a line for each way.
pub(super) fn sinks(site: &SiteReport, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const WAYS: [(&str, &str); 4] = [
        ("T1", "written in place"),
        ("T2 private", "a part for each chunk, merged"),
        (
            "T2 or T3",
            "merged, or repeated in source order where its type needs that",
        ),
        ("T3 log", "repeated in source order by the caller"),
    ];
    for (tier, way) in WAYS {
        let mut sinks = site.sinks.iter().filter(|sink| sink.tier.starts_with(tier));
        let Some(first) = sinks.next() else { continue };
        write!(f, "   writes     {}", Written(first))?;
        for sink in sinks {
            write!(f, ", {}", Written(sink))?;
        }
        writeln!(f, "  {way}")?;
    }
    Ok(())
}

/// A sink as the body writes to it.
struct Written<'a>(&'a SinkReport);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SinkReport { name, form, .. } = self.0;
        // That of a companion is named by nobody.
        if name.starts_with("__") {
            return f.write_str("the result");
        }
        let space = if form.starts_with(['[', '.']) {
            ""
        } else {
            " "
        };
        write!(f, "`{}{space}{}`", Name(name), Name(form))
    }
}

/// The attribute that fixes what was decided.
pub(super) fn pin(site: &SiteReport, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match site.decision {
        Decision::Serial => Ok(()),
        Decision::Parallel {
            workers,
            chunk,
            schedule,
        } => {
            write!(
                f,
                "   paste to pin: #[parallel(workers = {workers}, chunk = {chunk}"
            )?;
            // The attribute knows four; a fixed chunk makes the others the same as these.
            if matches!(
                schedule,
                Schedule::Static | Schedule::Dynamic | Schedule::Guided
            ) {
                write!(f, ", schedule = \"{schedule}\"")?;
            }
            writeln!(f, ")]")
        }
    }
}

/// Why a site is serial, in numbers where there are some.
pub(super) fn why_serial(site: &SiteReport, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let measured = site.measured.as_ref();
    if let Some(item) = measured.map(|measured| measured.item_ns) {
        write!(f, "{}", Count(site.ran as u64))?;
        if left_early(site) {
            write!(f, " of {}", Count(site.length as u64))?;
        }
        write!(
            f,
            " {} x {} = {}",
            plural(site.length, "item"),
            Time(item),
            Time(item * site.ran as f64)
        )?;
        match &site.prediction {
            Some(prediction) if site.reason == Reason::TooLittleWork => {
                let overhead = prediction.dispatch + prediction.chunking + prediction.imbalance;
                write!(f, ", helpers cost {}", Time(overhead.as_nanos() as f64))?;
                // Not for a difference within the margin.
                if prediction.speedup < 0.95 {
                    write!(
                        f,
                        "; parallel would be {} slower",
                        Times(1.0 / prediction.speedup)
                    )?;
                }
                f.write_str(".")?;
            }
            _ => write!(f, "; {}.", site.reason)?,
        }
    } else {
        write!(f, "{}.", site.reason)?;
    }
    if let Some(items) = site
        .prediction
        .as_ref()
        .and_then(|prediction| prediction.break_even)
        .filter(|items| *items > site.length)
    {
        write!(f, " Pays off from n = {}.", Count(items as u64))?;
    }
    Ok(())
}

fn machine(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "machine   {}", Machine(crate::machine()))
}

/// The machine on one line.
pub(super) struct Machine(pub(super) &'static crate::Machine);

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let machine = self.0;
        write!(
            f,
            "{} cores, {} hardware threads, {} allowed",
            machine.physical, machine.logical, machine.allowed
        )?;
        if let Some(quota) = machine.quota {
            write!(f, ", quota {quota:.2}")?;
        }
        if let Some(bytes) = machine.memory_limit {
            write!(f, ", memory {} MiB", Count(bytes >> 20))?;
        }
        write!(f, ", {} NUMA nodes", machine.numa_nodes)
    }
}
