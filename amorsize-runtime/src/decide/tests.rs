use super::*;
use crate::costs::Costs;
use proptest::prelude::*;

fn question(items: usize, item: f64, participants: usize) -> Question {
    Question {
        work: Work {
            plain: None,
            items,
            item,
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

#[test]
fn table() {
    // (items, ns per item, participants) -> (participants decided, reason)
    for (items, item, participants, expected, reason) in [
        (0, 10.0, 8, 1, Reason::FewItems),
        (1, 1e9, 8, 1, Reason::FewItems),
        (64, 3.0, 8, 1, Reason::TooLittleWork),
        (1_000, 3.0, 8, 1, Reason::TooLittleWork),
        (2, 1e6, 8, 2, Reason::FewItems),
        (100, 10_000.0, 2, 2, Reason::PoolWidth),
        (1_000_000, 100.0, 8, 8, Reason::PoolWidth),
        (1_000_000, 100.0, 1, 1, Reason::PoolWidth),
        (1_000, f64::NAN, 8, 1, Reason::TooLittleWork),
        (1_000, 0.0, 8, 1, Reason::TooLittleWork),
        (usize::MAX, f64::MAX, 8, 1, Reason::TooLittleWork),
    ] {
        let verdict = decide(&question(items, item, participants));
        assert_eq!(
            (verdict.participants(), verdict.reason),
            (expected, reason),
            "{items} x {item} on {participants}: {verdict:?}"
        );
    }
}

#[test]
fn merging_that_costs_as_much_as_the_work_stays_serial() {
    let mut question = question(100_000, 10.0, 2);
    question.work.merge = 9.0;
    assert_eq!(decide(&question).reason, Reason::OrderedMerge);
}

#[test]
fn chunks_that_are_dearer_than_the_plain_loop_merge_only_what_they_keep() {
    let mut question = question(100_000, 20.0, 2);
    question.work.plain = Some(10.0);
    assert_eq!(decide(&question).reason, Reason::Contention);
    question.keeps = true;
    assert_eq!(decide(&question).reason, Reason::OrderedMerge);
}

#[test]
fn break_even_lengths() {
    assert_eq!(break_even_items(&question(5, 0.0, 4)), None);
    assert_eq!(break_even_items(&question(5, 10.0, 1)), None);
    assert_eq!(break_even_items(&question(5, 1e9, 4)), Some(2));
    let items = break_even_items(&question(5, 10.0, 4)).expect("pays some time");
    assert!(decide(&question(items, 10.0, 4)).participants() > 1);
    assert!((5_000..20_000).contains(&items), "{items}");
}

#[test]
fn spinning_helpers_pay_sooner() {
    let mut question = question(40, 1_000.0, 2);
    assert_eq!(decide(&question).participants(), 1);
    question.waiting = 1;
    assert_eq!(decide(&question).participants(), 2);
}

#[test]
fn a_row_of_calls_shares_the_waking() {
    let mut question = question(100, 100.0, 64);
    let in_a_row = |question: &mut Question, row| {
        question.row = row;
        decide(question)
    };
    assert_eq!(in_a_row(&mut question, 1.0).participants(), 1);
    let few = in_a_row(&mut question, 8.0).participants();
    let many = in_a_row(&mut question, 64.0).participants();
    assert!(1 < few && few < many, "{few}, {many}");
    // A crew that is awake already grows too, if that pays for the calls to come.
    question.waiting = few - 1;
    let more = in_a_row(&mut question, 64.0);
    assert!(more.participants() > few, "{more:?}");
    let (_, terms) = more.best.expect("considered");
    let parts = terms.work + terms.dispatch + terms.chunking + terms.contention;
    assert!((parts + terms.imbalance + terms.merge - terms.total).abs() < 1e-6);
}

#[test]
fn bandwidth_that_was_learned_is_believed() {
    let mut question = question(1_000_000, 10.0, 16);
    question.work.inflation = Some((16, 16.0 / 3.1));
    let verdict = decide(&question);
    let (_, terms) = verdict.best.expect("considered");
    let plain = verdict.serial;
    assert!(plain / terms.total <= 3.1, "{}", plain / terms.total);
    assert!(verdict.participants() <= 16);
}

#[test]
fn quota_of_two_gives_two() {
    let mut question = question(1_000_000, 1_000.0, 16);
    question.host.cores = 2.0;
    assert_eq!(decide(&question).participants(), 2);
}

#[test]
fn forced_gives_everyone_some() {
    for (items, participants, chunk) in [(2, 2, 1), (2, 8, 1), (100, 2, 12), (7, 4, 1)] {
        let verdict = forced(&question(items, f64::NAN, participants));
        let Decision::Parallel {
            workers,
            chunk: got,
            ..
        } = verdict.decision
        else {
            panic!("{items}: serial");
        };
        assert_eq!((workers, got), (participants.min(items), chunk));
        assert!(items.div_ceil(got) >= workers);
    }
    assert_eq!(forced(&question(1, 1.0, 4)).participants(), 1);
    assert_eq!(forced(&question(9, 1.0, 1)).participants(), 1);
}

#[test]
fn no_chunk_is_shorter_than_asked() {
    let mut question = question(10_000, 1_000.0, 4);
    question.rules.least = 600;
    for verdict in [decide(&question), forced(&question)] {
        let Decision::Parallel { chunk, .. } = verdict.decision else {
            panic!("serial");
        };
        assert!(chunk >= 600, "{chunk}");
    }
    // Nobody is left without a chunk: fewer take part.
    question.rules.least = 4_000;
    assert!(decide(&question).participants() <= 3);
    question.rules.least = 10_000;
    assert_eq!(decide(&question).participants(), 1);
}

#[test]
fn aligned_chunks() {
    for (chunk, unit, expected) in [
        (0, 1, 1),
        (5, 1, 5),
        (1, 1024, 1024),
        (1025, 1024, 2048),
        (7, 0, 7),
    ] {
        assert_eq!(align(chunk, unit), expected);
    }
    assert_eq!(candidates(1).count(), 0);
    assert_eq!(candidates(5).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(candidates(128).last(), Some(128));
    assert!(candidates(4096).count() < 100);
}

proptest! {
    #[test]
    fn within_bounds(items in any::<usize>(), item in any::<f64>(), participants in 1usize..600,
                     merge in any::<f64>(), cv in any::<f64>(), waiting in any::<usize>()) {
        let mut question = question(items, item, participants);
        question.work.merge = merge;
        question.work.cv = cv;
        question.waiting = waiting;
        let verdict = decide(&question);
        prop_assert!(verdict.participants() >= 1 && verdict.participants() <= participants);
        if let Decision::Parallel { chunk, .. } = verdict.decision {
            prop_assert!(chunk >= 1 && chunk <= items);
        }
    }

    #[test]
    fn more_items_never_fewer_workers(items in 2usize..2_000_000, item in 0.5f64..1e5,
                                      participants in 2usize..130, factor in 1.0f64..20.0) {
        let more = (items as f64 * factor) as usize;
        let few = decide(&question(items, item, participants)).participants();
        let many = decide(&question(more, item, participants)).participants();
        // Whole items and the steps between candidates leave one step of play.
        prop_assert!(many + 1 + few / 8 >= few, "{} -> {}", few, many);
        prop_assert!(few == 1 || many > 1, "{} -> {}", few, many);
    }

    #[test]
    fn a_longer_row_never_fewer_workers(items in 2usize..200_000, item in 0.5f64..1e5, participants in 2usize..130,
                                        waiting in 0usize..130, row in 1.0f64..64.0, factor in 1.0f64..20.0) {
        let mut short = question(items, item, participants);
        (short.waiting, short.row) = (waiting, row);
        let mut long = short;
        long.row *= factor;
        let (few, many) = (decide(&short).participants(), decide(&long).participants());
        prop_assert!(many >= few, "{} -> {}", few, many);
    }

    #[test]
    fn dearer_waking_never_more_workers(items in 2usize..2_000_000, item in 0.5f64..1e5,
                                        participants in 2usize..130, factor in 1.0f64..20.0) {
        let cheap = question(items, item, participants);
        let mut dear = cheap;
        dear.host.costs.wake *= factor;
        dear.host.costs.latency *= factor;
        prop_assert!(decide(&dear).participants() <= decide(&cheap).participants());
    }

    #[test]
    fn tiny_work_never_pays(items in 1usize..1000, total in 1.0f64..20_000.0, participants in 1usize..130) {
        let verdict = decide(&question(items, total / items as f64, participants));
        prop_assert_eq!(verdict.participants(), 1);
    }
}
