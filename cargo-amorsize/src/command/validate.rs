//! `validate`: what was predicted against what is measured.

use std::fmt::Write;

use serde::Serialize;

use super::measure;
use crate::args::{Brief, ValidateArgs};
use crate::failure::{Failure, NOTHING, VALIDATION};
use crate::plan::Plan;
use crate::program::Program;
use crate::recording::{Decided, Recording, Site};
use crate::sample::Sample;
use crate::show;
use crate::ui::{Name, Style, Time, paint};

/// The error under which a prediction passes, and the regret under which a decision does.
const ERROR: f64 = 0.2;
const REGRET: f64 = 0.1;

/// A loop: the predicted and the measured time of a call with helpers.
#[derive(Serialize)]
struct Row {
    name: String,
    file: String,
    line: u32,
    parallel: bool,
    predicted: f64,
    measured: Sample,
    error: f64,
}

#[derive(Serialize)]
struct Findings {
    schema: u32,
    loops: Vec<Row>,
    /// The median of the loops' errors.
    error: Option<f64>,
    serial: Sample,
    plan: Sample,
    workers: Sample,
    /// How much longer the plan takes than the best of the three.
    regret: f64,
    passes: bool,
}

pub(crate) fn run(args: &ValidateArgs) -> Result<u8, Failure> {
    let program = Program::build(&args.program)?;
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    let plans = [Plan::serial(), Plan::auto(), Plan::pinned(None, all, None)];
    let recordings = measure::in_turns(&program, &plans, args.runs.max(1))?;
    let loops = rows(&recordings[1], args.site.as_deref());
    if let (Some(site), true) = (&args.site, loops.is_empty()) {
        return Err(Failure::new(
            NOTHING,
            format!("no loop `{site}` was measured with its prediction"),
        )
        .with("next", "cargo amorsize run, then explain"));
    }
    let sample = |place: usize| {
        Sample::of(&measure::elapsed(&recordings[place])).ok_or_else(|| {
            Failure::new(NOTHING, "the program was not timed").with("next", "let it run longer")
        })
    };
    let (serial, plan, workers) = (sample(0)?, sample(1)?, sample(2)?);
    let best = serial.median.min(workers.median).min(plan.median);
    let regret = plan.median / best.max(1.0) - 1.0;
    let errors: Vec<f64> = loops.iter().map(|row| row.error).collect();
    let error = Sample::of(&errors).map(|sample| sample.median);
    // By chance the plan may seem slower: a regret counts if the best is better beyond that.
    let regrets = [serial, workers]
        .iter()
        .any(|other| plan.is_beaten_by(other, REGRET));
    let passes = error.is_none_or(|error| error < ERROR) && !regrets;
    let findings = Findings {
        schema: 1,
        loops,
        error,
        serial,
        plan,
        workers,
        regret,
        passes,
    };
    let text = match args.format.kind {
        Brief::Human => human(&findings),
        Brief::Json => serde_json::to_string(&findings).unwrap_or_default() + "\n",
    };
    show::write(&text)?;
    Ok(if findings.passes { 0 } else { VALIDATION })
}

/// The loops whose prediction can be compared: medians over the runs.
fn rows(recordings: &[Recording], wanted: Option<&str>) -> Vec<Row> {
    let Some(first) = recordings.first() else {
        return Vec::new();
    };
    let is_wanted =
        |site: &&Site| wanted.is_none_or(|wanted| site.name == wanted || site.function == wanted);
    let row = |site: &Site| {
        let mut pairs = Vec::new();
        for recording in recordings {
            let same = |known: &&Site| {
                (&known.file, known.line, known.column) == (&site.file, site.line, site.column)
            };
            if let Some(pair) = recording.sites.iter().find(same).and_then(pair) {
                pairs.push(pair);
            }
        }
        let predicted: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
        let measured: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
        let errors: Vec<f64> = pairs
            .iter()
            .map(|(predicted, measured)| (predicted / measured - 1.0).abs())
            .collect();
        Some(Row {
            name: site.name.clone(),
            file: site.file.clone(),
            line: site.line,
            parallel: matches!(site.decision, Decided::Parallel { .. }),
            predicted: Sample::of(&predicted)?.median,
            measured: Sample::of(&measured)?,
            error: Sample::of(&errors)?.median,
        })
    };
    first
        .sites
        .iter()
        .filter(is_wanted)
        .filter_map(row)
        .collect()
}

/// The predicted and the measured time of a call with helpers. What is said of the plain loop is its measurement.
fn pair(site: &Site) -> Option<(f64, f64)> {
    let prediction = site.prediction.as_ref()?;
    let measured = site.measured.as_ref()?;
    let (predicted, measured) = (prediction.parallel_ns, measured.parallel_ns?);
    (predicted > 0.0 && measured > 0.0).then_some((predicted, measured))
}

fn human(findings: &Findings) -> String {
    let mut text = String::new();
    if findings.loops.is_empty() {
        text.push_str("no loop ran with helpers: there is no prediction to compare\n");
    } else {
        let _ = writeln!(
            text,
            "{:<32}{:>10}{:>10}   {:<20}{:>6}",
            "a call with helpers", "predicted", "measured", "95 %", "error"
        );
    }
    for row in &findings.loops {
        let interval = format!("{} to {}", Time(row.measured.low), Time(row.measured.high));
        let error = format!("{:.0} %", row.error * 100.0);
        let style = if row.error < ERROR {
            Style::Good
        } else {
            Style::Bad
        };
        let place: String = format!("{} {}:{}", Name(&row.name), Name(&row.file), row.line)
            .chars()
            .take(31)
            .collect();
        let _ = writeln!(
            text,
            "{place:<32}{:>10}{:>10}   {interval:<20}{}",
            Time(row.predicted).to_string(),
            Time(row.measured.median).to_string(),
            paint(style, &format!("{error:>6}")),
        );
    }
    if let Some(error) = findings.error {
        let _ = writeln!(text, "median error {:.0} %\n", error * 100.0);
    }
    for (name, sample) in [
        ("serial", findings.serial),
        ("plan", findings.plan),
        ("all workers", findings.workers),
    ] {
        let _ = writeln!(
            text,
            "{name:<14}{:>9}   95 % {} to {}, {}",
            Time(sample.median).to_string(),
            Time(sample.low),
            Time(sample.high),
            show::count(sample.runs, "run")
        );
    }
    let verdict = if findings.passes {
        paint(Style::Good, "passes")
    } else {
        paint(
            Style::Bad,
            "missed: an error under 20 % and a regret under 10 % pass",
        )
    };
    let _ = writeln!(text, "regret {:.0} %: {verdict}", findings.regret * 100.0);
    text
}
