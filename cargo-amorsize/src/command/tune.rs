//! `tune`: the best workers and chunk of one loop, by successive halving.

use std::fmt::Write;

use serde::Serialize;

use super::measure;
use crate::args::{Brief, TuneArgs};
use crate::failure::{Failure, NOTHING};
use crate::plan::Plan;
use crate::program::Program;
use crate::recording::{Recording, Site};
use crate::sample::Sample;
use crate::show;
use crate::ui::{Count, Name, Time, Times};

/// Better by less than this is not worth a pinned number.
const WORTH: f64 = 0.05;

/// A plan that is tried: nanoseconds per item in each run so far.
#[derive(Clone, Debug, Serialize)]
struct Candidate {
    workers: usize,
    /// `None`: as the cost model decides.
    chunk: Option<usize>,
    times: Vec<f64>,
}

impl Candidate {
    fn median(&self) -> f64 {
        Sample::of(&self.times).map_or(f64::INFINITY, |sample| sample.median)
    }
}

pub(crate) fn run(args: &TuneArgs) -> Result<u8, Failure> {
    let program = Program::build(&args.program)?;
    let first = program.measure(&Plan::auto().environment)?;
    let site = find(&first, &args.site)?;
    let mut auto = Candidate {
        workers: 0,
        chunk: None,
        times: Vec::new(),
    };
    let mut rest = grid(site.length);
    let mut lost: Vec<Candidate> = Vec::new();
    let name = site.name.clone();
    // 16 candidates take 16 + 8 + 4 + 2 runs, and the plan one in each round.
    let rounds = rest.len().next_power_of_two().ilog2().max(2) as usize;
    let bar = measure::bar(rounds);
    for _ in 0..rounds {
        auto.times
            .push(item(&program.measure(&Plan::auto().environment)?, &name)?);
        for candidate in &mut rest {
            let plan = Plan::pinned(Some(&name), candidate.workers, candidate.chunk);
            bar.set_message(plan.name.clone());
            candidate
                .times
                .push(item(&program.measure(&plan.environment)?, &name)?);
        }
        rest.sort_by(|one, other| one.median().total_cmp(&other.median()));
        let keep = rest.len().div_ceil(2).max(2);
        lost.extend(rest.drain(keep.min(rest.len())..));
        bar.inc(1);
    }
    bar.finish_and_clear();
    rest.append(&mut lost);
    rest.sort_by(|one, other| one.median().total_cmp(&other.median()));
    let text = match args.format.kind {
        Brief::Human => human(site, &auto, &rest),
        Brief::Json => {
            serde_json::json!({ "schema": 1, "site": name, "auto": auto, "tried": rest })
                .to_string()
                + "\n"
        }
    };
    show::write(&text)?;
    Ok(0)
}

fn find<'r>(recording: &'r Recording, wanted: &str) -> Result<&'r Site, Failure> {
    let is_it = |site: &&Site| {
        site.name == wanted
            || site.function == wanted
            || format!("{}:{}", site.file, site.line) == wanted
    };
    recording.sites.iter().find(is_it).ok_or_else(|| {
        let names: Vec<_> = recording
            .sites
            .iter()
            .take(8)
            .map(|site| site.name.as_str())
            .collect();
        Failure::new(NOTHING, format!("no loop `{wanted}` ran"))
            .with("loops", names.join(", "))
            .with(
                "next",
                "cargo amorsize tune NAME, or FUNCTION, or FILE:LINE",
            )
    })
}

/// Nanoseconds per item of all calls of the site in one run.
fn item(recording: &Recording, name: &str) -> Result<f64, Failure> {
    let site = recording.sites.iter().find(|site| site.name == name);
    site.filter(|site| site.items > 0 && site.time_ns > 0.0)
        .map(|site| site.time_ns / site.items as f64)
        .ok_or_else(|| {
            Failure::new(NOTHING, format!("`{name}` was not timed in a run"))
                .with("next", "let it run longer")
        })
}

/// Numbers of workers, each with chunks from a 256th of its share to all of it.
fn grid(length: usize) -> Vec<Candidate> {
    let all = std::thread::available_parallelism()
        .map_or(2, usize::from)
        .max(2);
    let mut candidates = Vec::new();
    let mut workers = 2;
    loop {
        let share = length.div_ceil(workers);
        let mut chunks: Vec<_> = (0..=4).map(|power| (share >> (2 * power)).max(1)).collect();
        chunks.dedup();
        candidates.extend(chunks.into_iter().map(|chunk| Candidate {
            workers,
            chunk: Some(chunk),
            times: Vec::new(),
        }));
        if workers >= all {
            break;
        }
        workers = (workers * 2).min(all);
    }
    candidates.push(Candidate {
        workers: 1,
        chunk: None,
        times: Vec::new(),
    });
    candidates
}

fn human(site: &Site, auto: &Candidate, tried: &[Candidate]) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}:{}  {}   n {}\n{:>10}{:>12}{:>12}{:>6}",
        Name(&site.file),
        site.line,
        Name(&site.name),
        Count(site.length as u64),
        "workers",
        "chunk",
        "item",
        "runs"
    );
    let mut row = |workers: &str, candidate: &Candidate| {
        let chunk = candidate.chunk.map_or_else(
            || "auto".to_owned(),
            |chunk| Count(chunk as u64).to_string(),
        );
        let time = Time(candidate.median()).to_string();
        let _ = writeln!(
            text,
            "{workers:>10}{chunk:>12}{time:>12}{:>6}",
            candidate.times.len()
        );
    };
    row("auto", auto);
    for candidate in tried.iter().take(12) {
        row(&candidate.workers.to_string(), candidate);
    }
    let Some(best) = tried.first() else {
        return text;
    };
    let gain = auto.median() / best.median();
    let _ = if gain < 1.0 + WORTH {
        writeln!(
            text,
            "\nnothing to paste: what the cost model decides is as good"
        )
    } else if best.workers == 1 {
        writeln!(
            text,
            "\nfaster alone, {}: #[serial] on the loop",
            Times(gain)
        )
    } else {
        let chunk = best
            .chunk
            .map_or_else(String::new, |chunk| format!(", chunk = {chunk}"));
        writeln!(
            text,
            "\n{} as fast as decided; paste: #[parallel(workers = {}{chunk})]",
            Times(gain),
            best.workers
        )
    };
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grids() {
        let plans: Vec<_> = grid(1024)
            .iter()
            .map(|candidate| (candidate.workers, candidate.chunk))
            .collect();
        assert!(
            plans.contains(&(2, Some(512)))
                && plans.contains(&(2, Some(2)))
                && plans.contains(&(1, None))
        );
        assert!(grid(1).iter().all(|candidate| candidate.chunk != Some(0)));
    }
}
