//! Where the time goes that the clairvoyant does not need: `cargo test --release -p amorsize-runtime --lib sim::losses --
//! --nocapture`. The terms of a call add up to what it took more; those of a machine are shares of the logarithm of its regret.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::floor::Floor;
use super::iron::Iron;
use super::load::Load;
use super::ours::{Kind, Ours};
use super::table::{CALLS, LOADS, SEEDS, machines};
use super::{Policy, oracle};

/// One for each term.
type Terms = [f64; NAMES.len()];

const NAMES: [&str; 8] = [
    "left serial",
    "alone first",
    "helpers not there yet",
    "too few at work, or slower",
    "claims",
    "merging",
    "nothing left to claim",
    "deciding",
];

/// What the last call on the floor took more than the clairvoyant's.
fn terms(floor: &Floor<'_>, call: usize, time: f64, best: oracle::Best) -> Terms {
    let (spent, load) = (floor.spent, floor.load);
    let workers = spent.workers as f64;
    if spent.workers < 2 {
        let late = spent.alone - best.time;
        return [late, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, time - spent.alone];
    }
    // Of the clairvoyant's time: an even share of the work, and the rest is waiting for helpers.
    let share =
        load.whole(call) * floor.iron.slowness(best.workers, load.memory) / best.workers as f64;
    let together = spent.coming + spent.work + spent.claims + spent.merging + spent.idle;
    [
        0.0,
        spent.alone * (1.0 - 1.0 / workers),
        spent.coming / workers - (best.time - share),
        (spent.work + spent.alone) / workers - share,
        spent.claims / workers,
        spent.merging / workers,
        spent.idle / workers,
        time - spent.alone - together / workers,
    ]
}

/// Of one or more loads.
#[derive(Default)]
struct Sum {
    regret: f64,
    terms: Terms,
    /// The same, by the kind of call, and how many there were.
    kinds: BTreeMap<Kind, (f64, usize)>,
}

/// A load's, as shares of the logarithm of its regret.
fn of(iron: &Iron, load: &Load, seed: u64) -> Sum {
    let best = oracle::calls(iron, load);
    let (mut floor, mut ours) = (Floor::new(iron, load, seed), Ours::default());
    let (mut sum, mut time) = (Sum::default(), 0.0);
    for (call, best) in best.iter().enumerate() {
        let took = ours.call(&mut floor, call);
        let terms = terms(&floor, call, took, *best);
        let added: f64 = terms.iter().sum();
        assert!(
            (added - (took - best.time)).abs() < 1e-6 * took,
            "{terms:?}"
        );
        for (sum, term) in sum.terms.iter_mut().zip(terms) {
            *sum += term;
        }
        let kind = sum.kinds.entry(ours.kind).or_default();
        *kind = (kind.0 + took - best.time, kind.1 + 1);
        time += took;
        floor.pass(took + load.gap(call));
    }
    let least: f64 = best.iter().map(|best| best.time).sum();
    sum.regret = (time / least).ln();
    let scale = sum.regret / (time - least);
    sum.terms = sum.terms.map(|term| term * scale);
    sum.kinds.values_mut().for_each(|kind| kind.0 *= scale);
    sum
}

/// The means of all loads.
fn mean(iron: &Iron, seed: u64) -> Sum {
    let mut mean = Sum::default();
    let each = 1.0 / LOADS as f64;
    for index in 0..LOADS {
        let one = of(iron, &Load::random(seed, index, CALLS), index);
        mean.regret += one.regret * each;
        for (sum, term) in mean.terms.iter_mut().zip(one.terms) {
            *sum += term * each;
        }
        for (kind, (loss, count)) in one.kinds {
            let sum = mean.kinds.entry(kind).or_default();
            *sum = (sum.0 + loss * each, sum.1 + count);
        }
    }
    mean
}

#[test]
fn losses() {
    let mut text = String::new();
    for (label, seed) in SEEDS {
        let _ = writeln!(text, "\n{label}, in hundredths of the logarithm\n");
        let names = NAMES.join(" | ");
        let _ = writeln!(text, "| machine | regret | {names} | by kind of call |");
        let _ = writeln!(text, "|---|---|{}---|", "---|".repeat(NAMES.len()));
        for iron in machines() {
            let mean = mean(&iron, seed);
            let _ = write!(text, "| {} | {:.3} |", iron.name, mean.regret.exp());
            for term in mean.terms {
                let _ = write!(text, " {:.1} |", 100.0 * term);
            }
            for (kind, (loss, count)) in mean.kinds {
                let _ = write!(text, " {kind:?} {:.1} ({count})", 100.0 * loss);
            }
            text.push_str(" |\n");
        }
    }
    println!("{text}");
}
