//! From what sites know to what reports say.

use std::time::Duration;

use super::{Measured, Prediction, SinkReport, SiteReport};
use crate::decide::{self, Question, Verdict};
use crate::site::{Book, Learned, all};
use crate::{Decision, Reason};

/// Every site that ran and was not reset since.
pub(super) fn sites() -> Vec<SiteReport> {
    all().into_iter().filter_map(site).collect()
}

fn site(book: &Book) -> Option<SiteReport> {
    let summary = book.summary();
    let last = summary.learned.and_then(|learned| learned.last);
    let verdict = last.map(|(_, verdict)| verdict).or(summary.other);
    if summary.calls == 0 {
        return None;
    }
    let length = last.map_or(summary.length, |(question, _)| question.work.items);
    let sink = |sink: &crate::site::SinkPlan| SinkReport {
        name: sink.name,
        form: sink.form,
        tier: sink.tier.name(),
    };
    Some(SiteReport {
        name: book.plan.name,
        file: book.location.file(),
        line: book.location.line(),
        column: book.location.column(),
        function: book.plan.function,
        head: book.plan.head,
        sinks: book.plan.sinks.iter().map(sink).collect(),
        calls: summary.calls,
        items: summary.items,
        length,
        time: time(summary.nanos),
        saved_ns: summary.saved,
        decision: verdict.map_or(Decision::Serial, |verdict| verdict.decision),
        reason: verdict.map_or(Reason::Unmeasured, |verdict| verdict.reason),
        prediction: last.and_then(|(question, verdict)| prediction(&question, &verdict)),
        measured: summary
            .learned
            .and_then(|learned| measured(&learned, length)),
    })
}

fn prediction(question: &Question, verdict: &Verdict) -> Option<Prediction> {
    let (workers, terms) = verdict.best?;
    Some(Prediction {
        serial: time(verdict.serial),
        parallel: time(terms.total),
        workers,
        speedup: verdict.serial / terms.total,
        work: time(terms.work),
        dispatch: time(terms.dispatch),
        chunking: time(terms.chunking),
        contention: time(terms.contention),
        imbalance: time(terms.imbalance),
        merge: time(terms.merge),
        break_even: decide::break_even_items(question),
    })
}

fn measured(learned: &Learned, length: usize) -> Option<Measured> {
    let n = length as f64;
    let alone = learned.alone.median();
    let together = learned.together();
    let item_ns = alone.or_else(|| learned.shared.median())?;
    Some(Measured {
        item_ns,
        spread: if alone.is_some() {
            learned.alone.spread()
        } else {
            learned.shared.spread()
        },
        serial: alone.map(|item| time(item * n)),
        parallel: together.map(|item| time(item * n)),
        speedup: alone
            .zip(together)
            .and_then(|(alone, together)| (together > 0.0).then(|| alone / together)),
        inflation: learned.inflation.map(|(_, factor)| factor),
        merge: learned.merge.median().map(|item| time(item * n)),
    })
}

/// Nanoseconds as a duration; what is none (negative, NaN, too long) is the nearest one.
fn time(nanos: f64) -> Duration {
    Duration::from_nanos(nanos as u64)
}

/// Has the report written when the process ends, if the environment asks for one.
#[cfg(any(unix, windows))]
pub(crate) fn at_end() {
    use std::sync::Once;

    static ONCE: Once = Once::new();
    if crate::env::settings().report.is_some() {
        ONCE.call_once(|| crate::exec::at_exit(write));
    }
}

#[cfg(any(unix, windows))]
fn write() {
    use std::io::Write;

    use crate::env::ReportTo;

    let report = super::report();
    match &crate::env::settings().report {
        Some(ReportTo::Level(level)) => {
            let text = super::table::Leveled(&report, *level).to_string();
            // Nobody is left to tell that stderr is closed.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
        Some(ReportTo::Json(path)) => {
            let path = this_process(path);
            if let Err(error) = std::fs::write(&path, report.to_json()) {
                let _ = writeln!(
                    std::io::stderr(),
                    "amorsize: AMORSIZE_REPORT={path:?} was not written: {error}"
                );
            }
        }
        None => {}
    }
}

/// `%p` in a file name is the number of the process: then those that one process starts have files of their own.
#[cfg(any(unix, windows))]
fn this_process(path: &std::path::Path) -> std::path::PathBuf {
    match path.to_str() {
        Some(text) => text.replace("%p", &std::process::id().to_string()).into(),
        None => path.to_owned(),
    }
}
