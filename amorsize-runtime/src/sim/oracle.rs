//! The clairvoyant: knows every item's cost, and divides the work without a rest. Not a policy that one could have: the least
//! time that this executor's prices allow.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::iron::Iron;
use super::load::Load;

/// The least total time of a load's calls.
pub(super) fn total(iron: &Iron, load: &Load) -> f64 {
    calls(iron, load).iter().map(|call| call.time).sum()
}

/// One call of the clairvoyant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best {
    pub(super) time: f64,
    pub(super) workers: usize,
}

/// A way through the calls so far: what it took, the last call, and the way before it.
#[derive(Clone)]
struct Way {
    sum: f64,
    last: Option<(Best, Rc<Way>)>,
}

/// Each of the calls, on the best of all ways: whoever is woken stays awake for the calls after it.
pub(super) fn calls(iron: &Iron, load: &Load) -> Vec<Best> {
    let mut known = BTreeMap::new();
    let start = Way {
        sum: 0.0,
        last: None,
    };
    // The best way, by the participants that can begin at once.
    let mut ways = BTreeMap::from([(1, Rc::new(start))]);
    for call in 0..load.calls() {
        let (items, gap) = (load.items(call), load.gap(call));
        let mut after: BTreeMap<usize, Rc<Way>> = BTreeMap::new();
        for (&ready, way) in &ways {
            for workers in workers(iron.cores.min(items)) {
                let time = *known
                    .entry((items, workers, ready.min(workers)))
                    .or_insert_with(|| time(iron, load, call, workers, ready));
                let now = if gap < iron.stay { workers } else { 1 };
                let then = if time + gap < iron.stay { ready } else { 1 };
                let sum = way.sum + time;
                let best = after.get(&now.max(then));
                if best.is_none_or(|best| sum < best.sum) {
                    let last = Some((Best { time, workers }, Rc::clone(way)));
                    after.insert(now.max(then), Rc::new(Way { sum, last }));
                }
            }
        }
        ways = after;
    }
    let best = ways
        .into_values()
        .min_by(|one, other| one.sum.total_cmp(&other.sum));
    let mut calls = Vec::with_capacity(load.calls());
    let mut way = best;
    while let Some((best, before)) = way.and_then(|way| way.last.clone()) {
        calls.push(best);
        way = Some(before);
    }
    calls.reverse();
    calls
}

/// Numbers of participants that are compared.
fn workers(most: usize) -> impl Iterator<Item = usize> {
    let next =
        move |&workers: &usize| (workers < most).then(|| (workers + 1 + workers / 16).min(most));
    std::iter::successors(Some(1), next)
}

/// The least time of a call, of whose participants so many can begin at once.
fn time(iron: &Iron, load: &Load, call: usize, workers: usize, ready: usize) -> f64 {
    let merge = load.items(call) as f64 * load.merge;
    let whole = load.whole(call) + merge;
    if workers < 2 {
        return whole;
    }
    // Merging can overlap with the helpers' work, but is the caller's.
    finish(iron, load.memory, whole, workers, ready - 1)
        .max(iron.costs.publish + load.dearest(call))
        .max(merge)
}

/// When `work` is done that participants join one after the other, each in the moment it is there.
fn finish(iron: &Iron, memory: f64, mut work: f64, workers: usize, waiting: usize) -> f64 {
    let costs = iron.costs;
    let spinning = waiting.min(workers - 1);
    let woken = workers - 1 - spinning;
    let mut starts = vec![costs.publish + woken as f64 * costs.wake];
    starts.resize(1 + spinning, costs.publish + costs.spinning);
    starts.extend((1..=woken).map(|nth| costs.publish + nth as f64 * costs.wake + costs.latency));
    starts.sort_by(f64::total_cmp);
    let mut time = 0.0;
    for (active, &start) in starts.iter().enumerate() {
        let speed = active as f64 / iron.slowness(active, memory);
        if work <= (start - time) * speed {
            return time + work / speed;
        }
        work -= (start - time) * speed;
        time = start;
    }
    time + work * iron.slowness(workers, memory) / workers as f64
}
