//! The comparison, as a table; kept in `docs/simulator.md`.

use std::fmt::Write;

use super::iron::Iron;
use super::load::Load;
use super::ours::Ours;
use super::{Policy, hindsight, oracle, rivals, total};
use crate::Schedule;

/// Without optimisation only a taste of it.
pub(super) const LOADS: u64 = if cfg!(debug_assertions) { 8 } else { 40 };
pub(super) const CALLS: usize = if cfg!(debug_assertions) { 40 } else { 150 };
/// Loads looked at while the policy was tuned, and those that were not.
pub(super) const SEEDS: [(&str, u64); 2] = [("training", 1), ("held out", 20_262)];

/// Each with what our mean regret must not exceed: what was reached, and a tenth for the longer run of an optimised build.
pub(super) fn machines() -> Vec<Iron> {
    let of = |name, cores, bound| Iron {
        bound,
        ..Iron::of(name, cores)
    };
    vec![
        of("2 cores", 2, 1.25),
        of("8 cores", 8, 1.36),
        Iron {
            physical: 8,
            ..of("16 threads of 8 cores", 16, 1.41)
        },
        Iron {
            quota: Some(4.0),
            ..of("32 cores, quota 4", 32, 1.37)
        },
        Iron {
            preempted: Some((20e6, 2e6)),
            load: 4.0,
            ..of("16 cores, 4 of them busy", 16, 1.88)
        },
        Iron {
            nodes: 2,
            ..of("64 cores, 2 nodes", 64, 1.49)
        },
        Iron {
            nodes: 4,
            ..of("128 cores, 4 nodes", 128, 1.54)
        },
    ]
}

/// A name and how to start afresh.
type Rival = (&'static str, fn() -> Box<dyn Policy>);

fn rivals() -> Vec<Rival> {
    vec![
        ("serial", || Box::new(rivals::Serial)),
        ("all threads", || Box::new(rivals::All(Schedule::Dynamic))),
        ("static", || Box::new(rivals::All(Schedule::Static))),
        ("guided", || Box::new(rivals::All(Schedule::Guided))),
        ("profile once", || Box::new(rivals::ProfileOnce::default())),
        ("overhead law", || Box::new(rivals::OverheadLaw)),
        ("amorsize", || Box::new(Ours::default())),
    ]
}

fn mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp()
}

fn percentile(values: &[f64], at: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * at) as usize]
}

/// The oracle's total time of all calls, by load.
fn best(iron: &Iron, seed: u64) -> Vec<(Load, f64)> {
    (0..LOADS)
        .map(|index| {
            let load = Load::random(seed, index, CALLS);
            let best = oracle::total(iron, &load);
            (load, best)
        })
        .collect()
}

/// The best plans of all loads. There are hundreds for each call: not without optimisation.
fn in_hindsight(iron: &Iron, loads: &[(Load, f64)]) -> String {
    if cfg!(debug_assertions) {
        return "not here".to_owned();
    }
    let regrets = loads
        .iter()
        .map(|(load, best)| hindsight::total(iron, load) / best);
    format!("{:.2}", mean(&regrets.collect::<Vec<_>>()))
}

#[test]
fn table() {
    let mut text = String::new();
    let mut missed = Vec::new();
    for (label, seed) in SEEDS {
        let names: Vec<&str> = rivals().iter().map(|(name, _)| *name).collect();
        let _ = writeln!(text, "\n{label}: {LOADS} loads x {CALLS} calls\n");
        let _ = writeln!(
            text,
            "| machine | {} | best plan in hindsight | amorsize, p95 | worst | prediction off by, median | p90 |",
            names.join(" | ")
        );
        let _ = writeln!(
            text,
            "|---|{}---|---|---|---|---|",
            "---|".repeat(names.len())
        );
        for iron in machines() {
            let _ = write!(text, "| {} |", iron.name);
            let (mut ours, mut errors) = (Vec::new(), Vec::new());
            let loads = best(&iron, seed);
            for (name, make) in rivals() {
                let mut regrets = Vec::new();
                for ((load, best), seed) in loads.iter().zip(0..) {
                    let mut policy = make();
                    regrets.push(total(&mut *policy, &iron, load, seed) / best);
                    errors.extend(policy.errors().iter().map(|error| error.abs().exp_m1()));
                }
                let _ = write!(text, " {:.2} |", mean(&regrets));
                if name == "amorsize" {
                    ours = regrets;
                }
            }
            let _ = writeln!(
                text,
                " {} | {:.2} | {:.2} | {:.0} % | {:.0} % |",
                in_hindsight(&iron, &loads),
                percentile(&ours, 0.95),
                percentile(&ours, 1.0),
                100.0 * percentile(&errors, 0.5),
                100.0 * percentile(&errors, 0.9),
            );
            if mean(&ours) > iron.bound {
                missed.push(format!("{label}, {}: {:.3}", iron.name, mean(&ours)));
            }
        }
    }
    println!("{text}");
    assert!(missed.is_empty(), "over its bound: {missed:?}");
}
