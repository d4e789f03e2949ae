//! What must hold on every machine.

use super::floor::Floor;
use super::iron::Iron;
use super::load::{Load, Shape};
use super::ours::Ours;
use super::rivals::{self, Given};
use super::{Policy, oracle, total};
use crate::Schedule;
use crate::schedule::Cut;

fn trace(seed: u64) -> Vec<(u64, usize, usize)> {
    let iron = Iron {
        preempted: Some((1e6, 1e6)),
        ..Iron::of("8", 8)
    };
    let load = Load::random(5, 3, 30);
    let mut floor = Floor::new(&iron, &load, seed);
    floor.trace = Some(Vec::new());
    let mut ours = Ours::default();
    for call in 0..load.calls() {
        let time = ours.call(&mut floor, call);
        floor.pass(time + load.gap(call));
    }
    floor.trace.unwrap_or_default()
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    assert!(trace(7).len() > 100);
    assert_eq!(trace(7), trace(7));
    assert_ne!(trace(7), trace(8));
}

#[test]
fn graham_bounds_every_schedule() {
    // Claiming in any order ends at most one dearest chunk after an even division.
    for (index, workers) in (0..200).zip([2, 3, 8, 17, 64].into_iter().cycle()) {
        let mut load = Load::random(11, index, 1);
        load.merge = 0.0;
        let mut iron = Iron::of("any", workers);
        iron.bandwidth = f64::INFINITY;
        let n = load.items(0);
        for schedule in [
            Schedule::Auto,
            Schedule::Guided,
            Schedule::Factoring,
            Schedule::Trapezoid,
            Schedule::Dynamic,
        ] {
            let least = n.div_ceil(1000);
            let (mut cut, mut next, mut dearest, mut chunks) =
                (Cut::new(schedule, n, workers, least), 0, 0.0_f64, 0);
            while next < n {
                let len = cut.next(n - next);
                dearest = dearest.max(load.cost(0, next..next + len));
                next += len;
                chunks += 1;
            }
            let mut floor = Floor::new(&iron, &load, 1);
            let mut given = Given {
                helpers: workers - 1,
                cut: Cut::new(schedule, n, workers, least),
            };
            let took = floor.run(0, &mut given, workers).elapsed as f64;
            let costs = iron.costs;
            let arrival = costs.publish + workers as f64 * costs.wake + costs.latency;
            let claims = f64::from(chunks) * (costs.claim + iron.exclusive);
            let bound = load.whole(0) / workers as f64 + dearest + arrival + claims;
            assert!(
                took <= bound * 1.001,
                "{index} {schedule}: {took} > {bound}"
            );
        }
    }
}

#[test]
fn nothing_is_quicker_than_the_oracle() {
    for index in 0..40 {
        let (iron, load) = (Iron::of("16", 16), Load::random(3, index, 20));
        let best = oracle::total(&iron, &load);
        for schedule in [
            Schedule::Static,
            Schedule::Guided,
            Schedule::Dynamic,
            Schedule::Auto,
        ] {
            assert!(
                total(&mut rivals::All(schedule), &iron, &load, 1) > best * 0.98,
                "{index} {schedule}"
            );
        }
        assert!(
            total(&mut Ours::default(), &iron, &load, 1) > best * 0.98,
            "{index}"
        );
    }
}

#[test]
fn one_item_is_serial() {
    let (iron, load) = (Iron::of("64", 64), Load::even(1, 1e6, 20));
    let took = total(&mut Ours::default(), &iron, &load, 1);
    assert!(took < 20.0 * (1e6 + 1_000.0), "{took}");
}

#[test]
fn a_quota_of_two_never_has_more() {
    let iron = Iron {
        quota: Some(2.0),
        ..Iron::of("16, quota 2", 16)
    };
    let load = Load::even(100_000, 1_000.0, 20);
    let mut floor = Floor::new(&iron, &load, 1);
    floor.trace = Some(Vec::new());
    let mut ours = Ours::default();
    for call in 0..load.calls() {
        let time = ours.call(&mut floor, call);
        floor.pass(time);
    }
    let most = floor
        .trace
        .unwrap_or_default()
        .iter()
        .map(|claim| claim.1)
        .max();
    assert_eq!(most, Some(1));
}

#[test]
fn right_again_soon_after_items_change() {
    for (factor, cores) in [(10.0, 2), (0.1, 2), (10.0, 16), (0.1, 16)] {
        let before = if factor > 1.0 { 20_000.0 } else { 400_000.0 };
        let iron = Iron::of("any", cores);
        let load = Load::even(1_000, before / 1_000.0, 60)
            .paused()
            .drifting(40, factor);
        let steady = Load::even(1_000, before * factor / 1_000.0, 60).paused();
        let times = |load: &Load| {
            let mut floor = Floor::new(&iron, load, 1);
            let mut ours = Ours::default();
            let mut times = Vec::new();
            for call in 0..load.calls() {
                let time = ours.call(&mut floor, call);
                floor.pass(time + load.gap(call));
                times.push(time);
            }
            times
        };
        let settled = times(&steady)[59];
        // One in a few may try the other way.
        let late = &mut times(&load)[48..53];
        late.sort_by(f64::total_cmp);
        assert!(
            late[2] < settled * 1.1,
            "x {factor} on {cores}: {late:?} instead of {settled}"
        );
    }
}

#[test]
fn preemption_changes_no_decision_for_long() {
    let iron = Iron {
        preempted: Some((10e6, 3e6)),
        ..Iron::of("8", 8)
    };
    let quiet = Iron::of("8", 8);
    let load = Load::even(10_000, 200.0, 200);
    let disturbed = total(&mut Ours::default(), &iron, &load, 5);
    let best = total(&mut rivals::All(Schedule::Dynamic), &iron, &load, 5);
    assert!(disturbed < best * 1.1, "{disturbed} against {best}");
    assert!(total(&mut Ours::default(), &quiet, &load, 5) < disturbed);
}

#[test]
fn loads_cost_what_they_say() {
    for index in 0..50 {
        let load = Load::random(9, index, 1);
        let n = load.items(0);
        let parts: f64 = (0..7)
            .map(|i| load.cost(0, n * i / 7..n * (i + 1) / 7))
            .sum();
        assert!((parts / load.whole(0) - 1.0).abs() < 1e-6);
        assert!((load.whole(0) / (n as f64 * load.item) - 1.0).abs() < 1e-6);
    }
    let rising = (0..200)
        .map(|index| Load::random(9, index, 1))
        .find(|load| matches!(load.shape, Shape::Rising(_)));
    let rising = rising.expect("one of eight shapes");
    let n = rising.items(0);
    assert!(rising.cost(0, 0..n / 2) < rising.cost(0, n / 2..n));
}
