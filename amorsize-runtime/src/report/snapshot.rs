//! From what sites know to what reports say.

use std::sync::OnceLock;
use std::time::Duration;

use super::cause::{cause, undisturbed};
use super::{LengthReport, Measured, Prediction, SinkReport, SiteReport, Slice, Workload, tips};
use crate::clock::Moment;
use crate::cost;
use crate::decide::{self, Question, Verdict};
use crate::env::ReportTo;
use crate::site::{Book, Learned, all};
use crate::{Decision, Reason};

/// When the first loop ran.
static FIRST: OnceLock<Moment> = OnceLock::new();

/// Time since the first loop ran, in nanoseconds.
pub(super) fn elapsed() -> Option<u64> {
    FIRST.get().map(|first| first.nanos())
}

/// Every site that ran and was not reset since.
pub(super) fn sites() -> Vec<SiteReport> {
    all().into_iter().filter_map(site).collect()
}

/// The chunks that were kept.
pub(super) fn timeline() -> Vec<Slice> {
    let slice = |slice: &crate::trace::Slice| Slice {
        site: slice.site,
        participant: slice.participant,
        start_ns: slice.start,
        nanos: slice.nanos,
        items: slice.items,
    };
    crate::trace::slices().iter().map(slice).collect()
}

fn site(book: &Book) -> Option<SiteReport> {
    let summary = book.summary();
    let last = summary.learned.and_then(|learned| learned.last);
    // A few calls may have taught something before the loop around them was shared. What a mode forces is of the moment.
    let other = summary
        .other
        .filter(|other| last.is_none() || summary.others_lead && other.reason != Reason::Forced);
    let last = last.filter(|_| other.is_none());
    let verdict = last.map(|(_, verdict)| verdict).or(other);
    if summary.calls == 0 {
        return None;
    }
    let length = last.map_or(summary.length, |(question, _)| question.work.items);
    let ran = last.map_or(length, |(question, _)| {
        cost::expected(&question.work).round() as usize
    });
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
        ran,
        time: time(summary.nanos),
        saved_ns: summary.saved,
        decision: verdict.map_or(Decision::Serial, |verdict| verdict.decision),
        reason: match (&summary.learned, &verdict) {
            (_, None) => Reason::Unmeasured,
            (Some(learned), Some(verdict)) if last.is_some() => cause(learned, verdict),
            (_, Some(verdict)) => verdict.reason,
        },
        lengths: lengths(book),
        tips: summary
            .learned
            .zip(last)
            .map(|(learned, (question, verdict))| {
                let question = learned.known(question);
                tips::tips(&book.plan, &learned, &question, &verdict)
            })
            .unwrap_or_default(),
        prediction: summary
            .learned
            .zip(last)
            .and_then(|(learned, (question, _))| prediction(&undisturbed(learned.known(question)))),
        measured: summary.learned.and_then(|learned| measured(&learned, ran)),
    })
}

fn prediction(question: &Question) -> Option<Prediction> {
    let verdict = decide::decide(question);
    let (workers, terms) = verdict.best?;
    let keeping = decide::keeping(question, workers).min(terms.contention.max(0.0));
    Some(Prediction {
        serial: time(verdict.serial),
        parallel: time(terms.total),
        workers,
        speedup: verdict.serial / terms.total,
        work: time(terms.work),
        dispatch: time(terms.dispatch),
        chunking: time(terms.chunking),
        contention: time(terms.contention - keeping),
        imbalance: time(terms.imbalance),
        merge: time(terms.merge + keeping),
        break_even: decide::break_even_items(question),
        curve: curve(question, &verdict),
    })
}

/// The predicted time with each number of workers that may take part, in chunks as they would be cut.
fn curve(question: &Question, verdict: &Verdict) -> Vec<(usize, Duration)> {
    let most = question.limit.participants.clamp(1, 64);
    let with = |workers: usize| {
        let chunk = match decide::parallel(question, workers) {
            Decision::Parallel { chunk, .. } => chunk,
            Decision::Serial => question.work.items,
        };
        let terms = cost::parallel(
            &question.work,
            workers,
            chunk,
            &question.host,
            question.waiting,
        );
        (workers, time(terms.total))
    };
    std::iter::once((1, time(verdict.serial)))
        .chain((2..=most).map(with))
        .collect()
}

/// Each order of magnitude of the length, the one that took most time first.
fn lengths(book: &Book) -> Vec<LengthReport> {
    let mut lengths: Vec<LengthReport> = Vec::new();
    for learned in book.entries() {
        let Some((question, verdict)) = learned.last else {
            continue;
        };
        let mut new = LengthReport {
            length: question.work.items,
            calls: learned.calls,
            time: time(learned.nanos),
            item_ns: learned.known_item().or_else(|| learned.item()),
            decision: verdict.decision,
        };
        let order = |length: &LengthReport| length.length.checked_ilog2();
        match lengths.iter_mut().find(|known| order(known) == order(&new)) {
            None => lengths.push(new),
            Some(known) => {
                // Kinds of one length, such as with pools of different width: what is said is said of the dearer.
                if new.time > known.time {
                    std::mem::swap(known, &mut new);
                }
                known.calls = known.calls.saturating_add(new.calls);
                known.time += new.time;
            }
        }
    }
    lengths.sort_by_key(|length| std::cmp::Reverse(length.time));
    lengths
}

/// Of calls that run so many items.
fn measured(learned: &Learned, ran: usize) -> Option<Measured> {
    let n = ran as f64;
    let alone = learned.known_item();
    let together = learned.together();
    let item_ns = alone.or_else(|| learned.alone.median())?;
    Some(Measured {
        item_ns,
        spread: [&learned.plain, &learned.alone, &learned.shared]
            .iter()
            .find(|window| window.len() > 1)
            .map_or(0.0, |window| window.spread()),
        // Other programs can only take the core away: the highest of the last is nearest.
        cpu: learned.cpu.highest(),
        workload: learned.cpu.highest().map(Workload::of),
        cv: learned.cv.median(),
        serial: alone.map(|item| time(item * n)),
        parallel: together.map(|item| time(item * n)),
        speedup: alone
            .zip(together)
            .and_then(|(alone, together)| (together > 0.0).then(|| alone / together)),
        inflation: learned
            .inflation
            .filter(|_| learned.is_known_whole())
            .map(|(_, factor)| factor),
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
    FIRST.get_or_init(Moment::now);
    let settings = crate::env::settings();
    if settings.report.is_some() || settings.trace.is_some() {
        ONCE.call_once(|| {
            if settings.trace.is_some() {
                crate::trace::keep(WHOLE);
            } else if !matches!(settings.report, Some(ReportTo::Level(_))) {
                crate::trace::keep(FEW);
            }
            crate::exec::at_exit(write);
        });
    }
}

/// As many chunks a report shows.
const FEW: usize = 1_000;
/// As many chunks a trace has at most: about 100 MB of text.
const WHOLE: usize = 1_000_000;

#[cfg(any(unix, windows))]
fn write() {
    use std::io::Write;

    let settings = crate::env::settings();
    let report = super::report();
    match &settings.report {
        Some(ReportTo::Level(level)) => {
            let text = super::table::Leveled(&report, *level).to_string();
            // Nobody is left to tell that stderr is closed.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
        Some(ReportTo::Json(path)) => to_file("AMORSIZE_REPORT", path, &report.to_json()),
        Some(ReportTo::Html(path)) => to_file("AMORSIZE_REPORT", path, &report.to_html()),
        None => {}
    }
    if let Some(path) = &settings.trace {
        to_file(
            "AMORSIZE_TRACE",
            path,
            &super::timeline::chrome(report.timeline()),
        );
    }
}

#[cfg(any(unix, windows))]
fn to_file(variable: &str, path: &std::path::Path, text: &str) {
    if let Err(error) = super::whole::write(&this_process(path), text) {
        crate::say::say(format_args!(
            "amorsize: {variable}={path:?} was not written: {error}"
        ));
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
