//! The best plans in hindsight: each call with the participants and the cut that turn out best for the whole load, on the same
//! executor at the same prices as everybody. What they lose to the clairvoyant cannot be had by dividing calls evenly.

use std::collections::BTreeMap;

use super::floor::{Floor, Rhythm};
use super::iron::Iron;
use super::load::Load;
use super::rivals::Given;
use crate::Schedule;
use crate::schedule::{Cut, Division};

/// Chunks for each participant.
const PIECES: [usize; 6] = [1, 2, 4, 8, 16, 64];

/// Participants that are compared.
const WORKERS: [usize; 14] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

/// So many equal chunks that are cut before anybody starts.
struct Beforehand(Given, usize);

impl Rhythm for Beforehand {
    fn next(&mut self, remaining: usize) -> usize {
        self.0.next(remaining)
    }

    fn wanted(&self, remaining: usize) -> usize {
        self.0.wanted(remaining)
    }

    fn observe(&mut self, _: usize, _: f64) {}

    fn apart(&self, remaining: usize, participants: usize) -> Option<Division> {
        Some(Division::even(remaining, participants, self.1, 1))
    }
}

/// The least time of a call with so many participants, of whom so many can begin at once.
fn time(iron: &Iron, load: &Load, call: usize, workers: usize, ready: usize) -> f64 {
    let n = load.items(call);
    if workers < 2 {
        return load.whole(call) + n as f64 * load.merge;
    }
    let mut least = f64::INFINITY;
    let mut run = |rhythm: &mut dyn Rhythm| {
        let mut floor = Floor::new(iron, load, 0);
        floor.rouse(ready - 1);
        least = least.min(floor.run(call, rhythm, workers).elapsed as f64);
    };
    let given = |cut| Given {
        helpers: workers - 1,
        cut,
    };
    for pieces in PIECES {
        let count = pieces * workers;
        let length = n.div_ceil(count);
        if pieces == 1 || count / 2 < n {
            run(&mut Beforehand(given(Cut::Fixed(length)), count));
            run(&mut given(Cut::Fixed(length)));
            run(&mut given(Cut::new(Schedule::Guided, n, workers, length)));
        }
    }
    least
}

/// What preemptions add to a call on the average, if its other participants make up for what they can.
fn preempted(iron: &Iron, work: f64, time: f64) -> f64 {
    iron.preempted.map_or(0.0, |(every, takes)| {
        let happens = 1.0 - (-work / every).exp();
        happens * (takes - time / 2.0).max(0.0)
    })
}

/// The least total time of a load's calls: whoever is woken stays awake for the calls after it.
pub(super) fn total(iron: &Iron, load: &Load) -> f64 {
    let quiet = Iron {
        preempted: None,
        ..iron.clone()
    };
    let mut known = BTreeMap::new();
    // The least time so far, by the participants that can begin at once.
    let mut states = BTreeMap::from([(1, 0.0)]);
    for call in 0..load.calls() {
        let (items, gap) = (load.items(call), load.gap(call));
        let mut after: BTreeMap<usize, f64> = BTreeMap::new();
        for (&ready, &sum) in &states {
            let most = iron.cores.min(items.max(1));
            for workers in WORKERS.into_iter().take_while(|&workers| workers <= most) {
                let key = (items, workers, ready.min(workers));
                let time = *known
                    .entry(key)
                    .or_insert_with(|| time(&quiet, load, call, workers, ready));
                let now = if gap < iron.stay { workers } else { 1 };
                let then = if time + gap < iron.stay { ready } else { 1 };
                let least = after.entry(now.max(then)).or_insert(f64::INFINITY);
                let took = time + preempted(iron, load.whole(call), time);
                *least = least.min(sum + took);
            }
        }
        states = after;
    }
    states.into_values().fold(f64::INFINITY, f64::min)
}
