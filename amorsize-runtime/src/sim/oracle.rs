//! The clairvoyant: knows every item's cost, and divides the work without a rest. Not a policy that one could have: the least
//! time that this executor's prices allow.

use super::floor::Floor;
use super::iron::Iron;
use super::load::Load;

/// The least total time of a load's calls: the best of deciding each call by itself, and of waking at least so many helpers
/// when they are asleep, because they stay awake for the calls after it.
pub(super) fn total(iron: &Iron, load: &Load) -> f64 {
    let powers = std::iter::successors(Some(1_usize), |workers| Some(workers * 2));
    let least = powers
        .take_while(|&workers| workers < iron.cores)
        .chain([iron.cores]);
    least
        .map(|least| with_at_least(iron, load, least))
        .fold(f64::INFINITY, f64::min)
}

fn with_at_least(iron: &Iron, load: &Load, least: usize) -> f64 {
    let floor = Floor::new(iron, load, 0);
    // Helpers awake, and until when: those of the last helped call.
    let (mut now, mut awake, mut until, mut sum) = (0.0, 0, -1.0, 0.0);
    for call in 0..load.calls() {
        let waiting = if until >= now { awake } else { 0 };
        let plain = load.whole(call) + load.items(call) as f64 * load.merge;
        let least = least.min(load.items(call));
        let (helped, workers) = helped(&floor, call, waiting, if waiting == 0 { least } else { 2 });
        let time = if workers > 1 && (helped < plain || least > 1 && waiting == 0) {
            awake = workers - 1;
            until = now + helped + iron.stay;
            helped
        } else {
            plain
        };
        sum += time;
        now += time + load.gap(call);
    }
    sum
}

/// The least time of a helped call and its workers.
fn helped(floor: &Floor<'_>, call: usize, waiting: usize, least: usize) -> (f64, usize) {
    let load = floor.load;
    let merge = load.items(call) as f64 * load.merge;
    let (whole, dearest) = (load.whole(call), load.dearest(call));
    let most = floor.iron.cores.min(load.items(call));
    let mut best = (f64::INFINITY, 0);
    let mut workers = least.max(2);
    while workers <= most {
        let finish = finish(floor.iron, load.memory, whole + merge, workers, waiting);
        // Merging can overlap with the helpers' work, but is the caller's.
        let finish = finish.max(floor.iron.costs.publish + dearest).max(merge);
        if finish < best.0 {
            best = (finish, workers);
        }
        workers += 1 + workers / 16;
    }
    best
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
