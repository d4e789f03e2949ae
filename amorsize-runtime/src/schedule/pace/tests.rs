use super::*;
use crate::Reason;
use crate::cost::{Host, Work};
use crate::costs::Costs;
use crate::decide::{Limit, Rules};
use proptest::prelude::*;

pub(super) fn question(items: usize, participants: usize) -> Question {
    Question {
        work: Work {
            plain: None,
            items,
            item: f64::NAN,
            cv: 0.5,
            merge: 0.0,
            pull: 0.0,
            share: 1.0,
            dearest: 1.0,
            inflation: None,
        },
        limit: Limit {
            participants,
            reason: Reason::PoolWidth,
        },
        rules: Rules {
            chunk: None,
            least: 1,
            target_chunk: 20_000.0,
            schedule: Schedule::Auto,
            align: 1,
        },
        host: Host {
            costs: Costs::USUAL,
            cores: participants as f64,
            physical: participants as f64,
        },
        waiting: 0,
        row: 1.0,
        unsure: false,
        timed: false,
        keeps: false,
        exits: false,
    }
}

/// Runs a call whose item `i` takes `cost(i)`; gives the items done before helpers were wanted.
fn run(mut pace: Pace, n: usize, cost: impl Fn(usize) -> f64) -> (usize, Vec<usize>) {
    let (mut at, mut lens, mut alone) = (0, Vec::new(), n);
    while at < n {
        if alone == n && pace.helpers_wanted(n - at) > 0 {
            alone = at;
        }
        let len = pace.next(n - at);
        assert!(len >= 1 && len <= n - at);
        lens.push(len);
        if alone == n {
            let spent: f64 = (at..at + len).map(&cost).sum();
            pace.observe(len, (spent + Costs::USUAL.clock) as u64);
        }
        at += len;
    }
    (alone, lens)
}

#[test]
fn cold_calls() {
    // (items, ns per item, items before helpers)
    for (n, item, alone) in [
        (1, 10_000.0, 1),
        (100, 10_000.0, 2),
        (100_000, 1_000.0, 7),
        (8, 100.0, 8),
        (1_000, 5.0, 1_000),
        (1_000, 0.0, 1_000),
    ] {
        let (got, _) = run(Pace::cold(question(n, 2), 5_000.0), n, |_| item);
        assert_eq!(got, alone, "{n} x {item}");
    }
}

#[test]
fn a_sample_of_so_many_items() {
    for (most, alone) in [(1, 1), (2, 3), (7, 7), (usize::MAX, 31)] {
        let pace = Pace::cold(question(10_000, 2), 20_000.0).sampling(most);
        let (got, _) = run(pace, 10_000, |_| 1_000.0);
        assert_eq!(got, alone, "{most}");
    }
}

#[test]
fn chunks_apart_are_as_long_as_asked() {
    let mut question = question(1_000, 2);
    question.work.item = 1_000.0;
    question.rules.least = 300;
    let pace = Pace::decided(question, &decide::forced(&question));
    let count = pace.apart(1_000, 1 << 14).expect("auto");
    assert!(1_000 / count >= 300, "{count}");
}

#[test]
fn only_those_it_was_decided_for_have_a_part() {
    let mut question = question(100_000, 64);
    question.work.item = 10.0;
    question.host.cores = 64.0;
    let verdict = decide::decide(&question);
    let workers = verdict.participants();
    assert!((2..64).contains(&workers), "{workers}");
    let pace = Pace::decided(question, &verdict);
    let division = pace.division(100_000, 64, 1 << 14).expect("auto");
    assert_eq!(division.starts.len(), workers + 1);
}

#[test]
fn a_slow_first_item_convinces_nobody() {
    let (alone, _) = run(Pace::cold(question(500, 2), 5_000.0), 500, |i| {
        if i == 0 { 300_000.0 } else { 20.0 }
    });
    assert_eq!(alone, 500);
}

#[test]
fn a_loop_that_turns_dear_is_promoted() {
    let n = 100_000;
    let (alone, _) = run(Pace::cold(question(n, 2), 5_000.0), n, |i| {
        if i < 5_000 { 1.0 } else { 5_000.0 }
    });
    assert!(alone < 30_000, "{alone}");
}

#[test]
fn one_participant_is_one_chunk() {
    assert_eq!(
        run(Pace::alone(question(1_000, 1)), 1_000, |_| 1e6),
        (1_000, vec![1_000])
    );
}

#[test]
fn a_fixed_chunk_is_exact() {
    let mut question = question(20, 2);
    question.rules.chunk = Some(7);
    question.rules.schedule = Schedule::Guided;
    let pace = Pace::decided(question, &decide::forced(&question));
    assert_eq!(run(pace, 20, |_| 1.0), (0, vec![7, 7, 6]));
}

#[test]
fn alignment() {
    let mut question = question(10_000, 2);
    question.rules.align = 1024;
    for pace in [
        Pace::cold(question, 5_000.0),
        Pace::decided(question, &decide::forced(&question)),
    ] {
        let (_, lens) = run(pace, 10_000, |_| 100.0);
        assert!(
            lens.iter().rev().skip(1).all(|len| len % 1024 == 0),
            "{lens:?}"
        );
    }
}

proptest! {
    #[test]
    fn any_clock(n in 1usize..3000, participants in 1usize..9, times in prop::collection::vec(any::<u64>(), 1..50)) {
        let mut pace = Pace::cold(question(n, participants), 5_000.0);
        let (mut left, mut turn) = (n, 0);
        while left > 0 {
            prop_assert!(pace.helpers_wanted(left) < participants);
            let len = pace.next(left);
            prop_assert!(len >= 1 && len <= left);
            left -= len;
            pace.observe(len, times[turn % times.len()]);
            turn += 1;
        }
    }
}

#[test]
fn chunks_of_loops_that_may_end_reach_only_so_far_ahead() {
    let mut question = question(1_000_000, 2);
    question.exits = true;
    question.work.item = 100.0;
    // As a rule it ends after 20 000 items, which is 2 ms.
    question.work.share = 0.02;
    let verdict = decide::decide(&question);
    let Decision::Parallel { chunk, .. } = verdict.decision else {
        panic!("2 ms are worth a helper")
    };
    let (_, lens) = run(Pace::decided(question, &verdict), 1_000_000, |_| 100.0);
    let mut claimed = 0;
    for len in lens {
        assert!(
            len <= (20_000.max(claimed) / (2 * AHEAD)).max(chunk),
            "{len} at {claimed}"
        );
        claimed += len;
    }
    assert!(chunk <= 20_000 / (2 * AHEAD), "{chunk}");
    // Alone it goes on as long as a rule, and is helped if it goes on for much longer.
    question.work.share = 0.000_02;
    let (alone, _) = run(Pace::alone(question), 1_000_000, |_| 100.0);
    assert!((1_000..100_000).contains(&alone), "{alone}");
    // A dear first item is no dear loop.
    let (alone, _) = run(Pace::alone(question), 20, |i| {
        if i == 0 { 1_500.0 } else { 100.0 }
    });
    assert_eq!(alone, 20);
}
