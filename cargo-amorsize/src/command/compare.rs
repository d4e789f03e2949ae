//! `compare`: plans, or recordings, against the first of them.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::measure;
use crate::args::{CompareArgs, Format};
use crate::failure::{Failure, NOTHING, REGRESSION, USAGE};
use crate::plan::Plan;
use crate::program::Program;
use crate::recording::Recording;
use crate::sample::Sample;
use crate::show;
use crate::ui::{Name, Style, Time, Times, paint};

/// What was compared, and how long it took.
#[derive(Serialize)]
struct Row {
    name: String,
    time: Sample,
    /// How many times as long as the first takes.
    ratio: f64,
    regression: bool,
}

pub(crate) fn run(args: &CompareArgs) -> Result<u8, Failure> {
    let is_file = |word: &String| word.ends_with(".json");
    let rows = match (args.what.iter().all(is_file), args.what.iter().any(is_file)) {
        (true, _) => files(args)?,
        (false, false) => plans(args)?,
        (false, true) => {
            return Err(Failure::new(
                USAGE,
                "plans and recordings cannot be compared with each other",
            )
            .with(
                "next",
                "record the plan: AMORSIZE=serial cargo amorsize run --save serial.json",
            ));
        }
    };
    let regression = rows.iter().any(|row| row.regression);
    let text = match args.format.kind {
        Format::Human => human(&rows, args.threshold),
        Format::Json | Format::Jsonl => {
            serde_json::json!({ "schema": 1, "regression": regression, "rows": rows }).to_string()
                + "\n"
        }
        Format::Csv => csv(&rows),
        Format::Markdown => markdown(&rows),
    };
    show::write(&text)?;
    Ok(if regression { REGRESSION } else { 0 })
}

/// The program under each plan.
fn plans(args: &CompareArgs) -> Result<Vec<Row>, Failure> {
    let plans = args
        .what
        .iter()
        .map(|word| Plan::parse(word))
        .collect::<Result<Vec<_>, _>>()?;
    let program = Program::build(&args.program)?;
    let recordings = measure::in_turns(&program, &plans, args.runs.max(1))?;
    let samples = plans.iter().zip(&recordings).map(|(plan, recordings)| {
        let time = Sample::of(&measure::elapsed(recordings));
        time.map(|time| (plan.name.clone(), time))
            .ok_or_else(|| untimed(&plan.name))
    });
    Ok(rows(samples.collect::<Result<_, _>>()?, args.threshold))
}

/// Recordings: the time in all loops of each.
fn files(args: &CompareArgs) -> Result<Vec<Row>, Failure> {
    let sample = |word: &String| {
        let recording = Recording::read(Path::new(word))?;
        let time = recording.elapsed_ns.unwrap_or_default();
        let time = Sample::of(&[time]).filter(|_| time > 0.0);
        time.map(|time| (word.clone(), time))
            .ok_or_else(|| untimed(word))
    };
    let samples = args.what.iter().map(sample).collect::<Result<_, _>>()?;
    Ok(rows(samples, args.threshold))
}

fn untimed(name: &str) -> Failure {
    Failure::new(NOTHING, format!("`{name}` was not timed")).with(
        "next",
        "record it again: cargo amorsize run --save FILE.json",
    )
}

fn rows(samples: Vec<(String, Sample)>, threshold: f64) -> Vec<Row> {
    let first = samples.first().map(|(_, time)| *time);
    let row = |(name, time): (String, Sample)| {
        let first = first.unwrap_or(time);
        Row {
            name,
            time,
            ratio: time.median / first.median.max(1.0),
            regression: time.is_beaten_by(&first, threshold / 100.0),
        }
    };
    samples.into_iter().map(row).collect()
}

fn human(rows: &[Row], threshold: f64) -> String {
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let Sample {
            median,
            low,
            high,
            runs,
        } = row.time;
        let _ = write!(
            text,
            "{:<14}{:>9}   95 % {} to {}, {}",
            Name(&row.name).to_string(),
            Time(median).to_string(),
            Time(low),
            Time(high),
            show::count(runs, "run")
        );
        let _ = match number {
            0 => writeln!(text),
            _ if row.ratio > 1.0 => writeln!(text, "   {} as long", Times(row.ratio)),
            _ => writeln!(text, "   {} as fast", Times(1.0 / row.ratio)),
        };
    }
    for row in rows.iter().filter(|row| row.regression) {
        let what = format!(
            "{} is slower than {} by more than {threshold} % and by more than chance",
            row.name, rows[0].name
        );
        let _ = writeln!(text, "{}", paint(Style::Bad, &Name(&what).to_string()));
    }
    text
}

fn csv(rows: &[Row]) -> String {
    let mut text = String::from("plan,median_ns,low_ns,high_ns,runs,ratio,regression\n");
    for row in rows {
        let Sample {
            median,
            low,
            high,
            runs,
        } = row.time;
        let name = show::csv_field(&row.name);
        let _ = writeln!(
            text,
            "{name},{median},{low},{high},{runs},{},{}",
            row.ratio, row.regression
        );
    }
    text
}

fn markdown(rows: &[Row]) -> String {
    let mut text =
        String::from("| plan | median | 95 % | against the first |\n|---|--:|---|--:|\n");
    for row in rows {
        let Sample {
            median, low, high, ..
        } = row.time;
        let name = show::markdown_cell(&row.name);
        let _ = writeln!(
            text,
            "| {name} | {} | {} to {} | {} |",
            Time(median),
            Time(low),
            Time(high),
            Times(row.ratio)
        );
    }
    text
}
