use super::*;
use crate::Schedule;
use crate::cost::{Host, Work};
use crate::costs::Costs;
use crate::decide::{Limit, Rules};
use crate::schedule::Shape;
use crate::site::Outcome;
use proptest::prelude::*;

const ONE: Visit = Visit {
    calls: 1,
    gap: 1e6,
    row: 1.0,
    grows: false,
    late: false,
};

pub(in crate::site) fn question(items: usize) -> Question {
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
            participants: 2,
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
            cores: 2.0,
            physical: 2.0,
        },
        waiting: 0,
        row: 1.0,
        unsure: false,
        timed: false,
        keeps: false,
        exits: false,
    }
}

/// A loop on a machine: plays what is chosen, and says which way the call went.
struct Loop {
    learned: Learned,
    items: usize,
    /// ns per item.
    item: f64,
    /// What helpers really cost, and what is left of the speed-up of two.
    dispatch: f64,
    speedup: f64,
    /// From one call to the next.
    gap: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Plain,
    Alone,
    Together,
}

impl Loop {
    fn new(items: usize, item: f64) -> Self {
        Self {
            learned: Learned::default(),
            items,
            item,
            dispatch: 30_000.0,
            speedup: 1.9,
            gap: ONE.gap,
        }
    }

    fn call(&mut self) -> Way {
        let all = self.items as f64 * self.item;
        let visit = Visit {
            gap: self.gap,
            ..ONE
        };
        let (together, alone) = match self.learned.choose(question(self.items), visit, 0.02) {
            Choice::Plain => return Way::Plain,
            Choice::Time => unreachable!("not timed"),
            Choice::Watch(_) => (false, self.items),
            Choice::Run(_, verdict) if verdict.decision.is_parallel() => (true, 0),
            Choice::Run(..) => (false, self.items),
            // A sample of two items, then as the model says.
            Choice::Sample(mut question) => {
                question.work.item = self.item;
                let together = decide::decide(&question).decision.is_parallel();
                (together, if together { 2 } else { self.items })
            }
        };
        let alone_nanos = (alone as f64 * self.item) as u64;
        let rest = all - alone_nanos as f64;
        let elapsed = if together {
            alone_nanos as f64 + self.dispatch + rest / self.speedup
        } else {
            all
        };
        self.learned.finish(&Outcome {
            len: self.items,
            items: self.items,
            ran: self.items,
            completed: true,
            elapsed: elapsed as u64,
            alone_items: alone,
            alone_nanos,
            participants: 1 + usize::from(together),
            chunks: 1,
            busy: alone_nanos + (rest * 2.0 / self.speedup) as u64,
            merge: None,
            plain: false,
            pull: None,
            asked: None,
            ..Outcome::default()
        });
        if together { Way::Together } else { Way::Alone }
    }

    fn calls(&mut self, count: usize) -> Vec<Way> {
        (0..count).map(|_| self.call()).collect()
    }
}

fn share(ways: &[Way], way: Way) -> f64 {
    ways.iter().filter(|&&it| it == way).count() as f64 / ways.len() as f64
}

#[test]
fn dear_loops_are_helped_from_the_first_call_on() {
    let ways = Loop::new(1000, 10_000.0).calls(500);
    assert_eq!(ways[..20], [Way::Together; 20]);
    assert!(share(&ways, Way::Together) > 0.95);
}

#[test]
fn tiny_loops_are_left_alone_after_a_few_looks() {
    let mut tiny = Loop::new(64, 3.0);
    let ways = tiny.calls(2000);
    assert_eq!(share(&ways, Way::Together), 0.0);
    assert!(share(&ways, Way::Plain) > 0.99);
    // Up to 400 ns, but not the lengths of the next bucket.
    assert_eq!(tiny.learned.tiny_below(), Some(128));
    let mut longer = Loop::new(64, 6.0);
    longer.calls(2000);
    assert_eq!(longer.learned.tiny_below(), Some(66));
}

#[test]
fn one_preempted_call_changes_nothing() {
    let mut dear = Loop::new(1000, 10_000.0);
    dear.calls(20);
    dear.dispatch = 1e9;
    dear.call();
    dear.dispatch = 30_000.0;
    assert!(share(&dear.calls(50), Way::Together) > 0.95);

    let mut cheap = Loop::new(1000, 20.0);
    cheap.calls(20);
    cheap.item = 1e6;
    while cheap.call() == Way::Plain {}
    cheap.item = 20.0;
    // One try is within the ledger.
    assert!(share(&cheap.calls(50), Way::Together) <= 0.02);
}

#[test]
fn a_real_change_is_learned_in_a_few_calls() {
    // Watched at every call: 60 us is worth it.
    let mut changing = Loop::new(1000, 40.0);
    changing.calls(20);
    changing.item = 10_000.0;
    let ways = changing.calls(60);
    let first = ways
        .iter()
        .position(|&way| way == Way::Together)
        .expect("learned");
    assert!(first <= 24, "{first}");
    changing.item = 5.0;
    let ways = changing.calls(60);
    let last = ways
        .iter()
        .rposition(|&way| way == Way::Together)
        .expect("was helped");
    assert!(last <= 8, "{last}");
}

#[test]
fn helpers_that_hurt_are_given_up() {
    // The model says parallel; in truth two workers are slower than one.
    let mut hurting = Loop::new(1000, 300.0);
    hurting.speedup = 0.7;
    let ways = hurting.calls(1000);
    assert_eq!(ways[0], Way::Together);
    assert!(
        share(&ways, Way::Together) < 0.05,
        "{}",
        share(&ways, Way::Together)
    );
    let reason = hurting.learned.last.expect("decided").1.reason;
    assert!(
        matches!(reason, Reason::Measured | Reason::Contention),
        "{reason:?}"
    );
}

#[test]
fn helpers_that_are_better_than_predicted_are_found() {
    // 55 us of work: the model says serial, but dispatch is nearly free here.
    let mut better = Loop::new(1000, 55.0);
    better.dispatch = 500.0;
    let ways = better.calls(5000);
    assert_eq!(ways[0], Way::Alone);
    assert!(
        share(&ways[2500..], Way::Together) > 0.9,
        "{}",
        share(&ways[2500..], Way::Together)
    );
}

#[test]
fn exploring_is_within_its_ledger() {
    let mut worse = Loop::new(1000, 55.0);
    worse.dispatch = 200_000.0;
    let ways = worse.calls(20_000);
    let lost = share(&ways, Way::Together) * (200_000.0 - 26_000.0);
    assert!(lost < 0.06 * 55_000.0, "{lost}");
}

#[test]
fn loops_that_are_left_early_are_judged_by_what_they_run() {
    // 10 us items, but the loop is left after three of a thousand.
    let mut early = Learned::default();
    for call in 0..5 {
        match early.choose(question(1000), ONE, 0.02) {
            Choice::Sample(_) => assert_eq!(call, 0),
            Choice::Watch(_) => {}
            Choice::Run(_, verdict) => assert!(call < 2 && verdict.decision.is_parallel()),
            other => panic!("{other:?}"),
        }
        early.finish(&Outcome {
            len: 1000,
            items: 3,
            ran: 3,
            elapsed: 30_000,
            alone_items: 3,
            alone_nanos: 30_000,
            participants: 1,
            chunks: 2,
            busy: 30_000,
            ..Outcome::default()
        });
    }
    let (_, verdict) = early.last.expect("decided");
    assert!((verdict.serial - 30_000.0).abs() < 1.0);
    assert!(!verdict.decision.is_parallel());

    // Helped ones count too: what the whole call took, for the items up to the exit.
    let mut helped = Learned::default();
    helped.choose(question(1000), ONE, 0.02);
    for _ in 0..2 {
        helped.finish(&Outcome {
            len: 1000,
            items: 500,
            ran: 900,
            elapsed: 6_000_000,
            alone_items: 10,
            alone_nanos: 100_000,
            participants: 2,
            chunks: 9,
            busy: 9_000_000,
            ..Outcome::default()
        });
    }
    assert!((helped.together().expect("helped") - 5_900_000.0 / 490.0).abs() < 1.0);
    helped.finish(&Outcome::default());
    // A few items at the beginning are not the loop.
    assert_eq!((helped.alone.len(), helped.sampled.len()), (0, 2));
}

#[test]
fn a_late_call_is_decided_anew_and_believed_at_once() {
    let mut cheap = Loop::new(1000, 3.0);
    cheap.calls(10);
    cheap.item = 60_000.0;
    let late = Visit { late: true, ..ONE };
    let Choice::Sample(_) = cheap.learned.choose(question(1000), late, 0.02) else {
        panic!("nothing that was known counts");
    };
    cheap.learned.finish(&Outcome {
        len: 1000,
        items: 1000,
        ran: 1000,
        completed: true,
        elapsed: 30_000_000,
        alone_items: 2,
        alone_nanos: 120_000,
        participants: 2,
        chunks: 40,
        busy: 60_000_000,
        ..Outcome::default()
    });
    assert_eq!(cheap.calls(8), [Way::Together; 8]);
}

#[test]
fn a_change_is_seen_in_two_calls_whatever_was_observed() {
    let mut timed = question(1000);
    timed.timed = true;
    let mut learned = Learned::default();
    learned.choose(timed, ONE, 0.02);
    let plain = |item: f64| Outcome {
        len: 1000,
        items: 1000,
        ran: 1000,
        completed: true,
        elapsed: (1000.0 * item) as u64,
        participants: 1,
        plain: true,
        ..Outcome::default()
    };
    for _ in 0..4 {
        learned.finish(&plain(3.0));
    }
    assert!(learned.take_rest() > 0);
    learned.finish(&plain(3_000.0));
    assert_eq!(learned.take_rest(), 0, "the next call is observed too");
    learned.finish(&plain(3_000.0));
    let (_, verdict) = learned.last.expect("decided");
    assert!(verdict.decision.is_parallel());
}

proptest! {
    #[test]
    fn any_outcome(outcomes in prop::collection::vec(
        (any::<usize>(), any::<usize>(), any::<u64>(), any::<u64>(), any::<u64>(), any::<usize>(), any::<bool>()), 1..40),
        items in any::<usize>())
    {
        let mut learned = Learned::default();
        for (done, alone, elapsed, alone_nanos, busy, participants, completed) in outcomes {
            let choice = learned.choose(question(items), Visit { calls: 61, gap: if items % 2 == 0 { 0.0 } else { f64::INFINITY }, row: 1.0, grows: items % 5 == 0, late: items % 3 == 0 }, 0.02);
            if let Choice::Run(_, verdict) = choice {
                prop_assert!(verdict.participants() <= 2);
            }
            learned.finish(&Outcome {
                len: items, items: done, ran: done, completed, elapsed, alone_items: alone, alone_nanos, participants,
                chunks: 3, busy, merge: Some(busy), plain: false, pull: None, asked: None, cpu: None, cv: None,
                shape: Shape::of(items, [(0..items, busy as f64)].into_iter()).map(Box::new),
            });
            let _ = learned.tiny_below();
        }
    }
}

#[test]
fn counts_stay_at_the_largest_number() {
    let mut site = Loop::new(usize::MAX, 1e-9);
    site.learned.calls = u64::MAX - 2;
    site.learned.items = u64::MAX - 2;
    site.learned.nanos = f64::MAX;
    for calls in [1, u64::MAX, 1] {
        let visit = Visit { calls, ..ONE };
        site.learned.choose(question(usize::MAX), visit, 0.02);
        site.call();
    }
    assert_eq!(
        (site.learned.calls, site.learned.items),
        (u64::MAX, u64::MAX)
    );
    assert!(!site.learned.nanos.is_nan());
}

/// A loop of short items that was sampled once, with so many participants.
fn sampled(participants: usize, keeps: bool) -> (Learned, Question) {
    let n = 10_000;
    let mut timed = question(n);
    (timed.timed, timed.keeps) = (true, keeps);
    (timed.limit.participants, timed.host.cores) = (participants, participants as f64);
    timed.host.physical = participants as f64;
    let mut learned = Learned::default();
    assert!(matches!(
        learned.choose(timed, ONE, 0.02),
        Choice::Sample(_)
    ));
    learned.finish(&Outcome {
        len: n,
        items: n,
        ran: n,
        completed: true,
        elapsed: 900_000,
        alone_items: n,
        alone_nanos: 900_000,
        participants: 1,
        chunks: 1,
        busy: 900_000,
        ..Outcome::default()
    });
    (learned, timed)
}

#[test]
fn the_plain_loop_is_not_run_only_to_time_it_where_helpers_bring_many_times_as_much() {
    for (participants, keeps, runs) in [(2, false, false), (64, false, true), (64, true, false)] {
        let (mut learned, timed) = sampled(participants, keeps);
        let choice = learned.choose(timed, ONE, 0.02);
        assert_eq!(
            matches!(choice, Choice::Run(..)),
            runs,
            "{participants} {choice:?}"
        );
        assert_eq!(choice == Choice::Time, !runs, "{participants} {choice:?}");
    }
}

#[test]
fn a_row_that_may_become_long_is_looked_at_again() {
    // 8 us: helpers that are awake would pay.
    let mut short = question(1_000);
    short.timed = true;
    let rests = |row: f64, grows| {
        let mut learned = Learned::default();
        let outcome = Outcome {
            len: 1_000,
            items: 1_000,
            ran: 1_000,
            completed: true,
            elapsed: 8_000,
            participants: 1,
            plain: true,
            ..Outcome::default()
        };
        for _ in 0..4 {
            learned.choose(
                short,
                Visit {
                    gap: 0.0,
                    row,
                    grows,
                    ..ONE
                },
                0.0,
            );
            learned.finish(&outcome);
        }
        learned.take_rest()
    };
    let usual = rests(2.0, false);
    assert_eq!((rests(2.0, true), rests(4.0, true), usual), (2, 4, 15));
}

/// A call of 10 us items in which so many took part from the first item on.
fn helped(participants: usize, each: u64, shape: Option<Shape>) -> Outcome {
    let busy = 1_000 * each;
    Outcome {
        len: 1_000,
        items: 1_000,
        ran: 1_000,
        completed: true,
        elapsed: busy / participants as u64,
        participants,
        chunks: 32,
        busy,
        shape: shape.map(Box::new),
        ..Outcome::default()
    }
}

#[test]
fn second_threads_of_a_core_are_not_counted_twice() {
    let mut asked = question(1_000);
    asked.host.physical = 1.0;
    let mut learned = Learned::default();
    for _ in 0..4 {
        learned.choose(asked, ONE, 0.0);
        // 10 us alone, 15.4 beside another.
        learned.finish(&helped(2, 15_385, None));
    }
    let item = learned.item().expect("known");
    assert!((item / 10_000.0 - 1.0).abs() < 0.01, "{item}");
}

#[test]
fn dear_items_that_stay_where_they_are_are_found_there() {
    let mut asked = question(1_000);
    (
        asked.limit.participants,
        asked.host.cores,
        asked.host.physical,
    ) = (4, 4.0, 4.0);
    let dear_end = Shape::of(10, [(0..9, 1.0), (9..10, 1.0)].into_iter());
    let mut learned = Learned::default();
    let mut shaped = Vec::new();
    for _ in 0..8 {
        let choice = learned.choose(asked, ONE, 0.0);
        let shaping = learned.shaping(&choice);
        shaped.push(shaping.shape.is_some());
        let seen = dear_end.filter(|_| shaping.looks);
        learned.finish(&helped(4, 10_000, seen));
    }
    assert_eq!(shaped, [false, false, false, false, true, true, true, true]);
    let (question, _) = learned.last.expect("decided");
    assert!(
        question.work.dearest > 4.0,
        "half of the cost is in a tenth"
    );
}

#[test]
fn keeping_is_not_taken_for_work() {
    // Chunks take 6 ns per item, because they keep it for the merge; the plain loop takes 0.9.
    let n = 1_000_000;
    let mut timed = question(n);
    (timed.timed, timed.keeps) = (true, true);
    let mut learned = Learned::default();
    assert!(matches!(
        learned.choose(timed, ONE, 0.02),
        Choice::Sample(_)
    ));
    let nanos = 6 * n as u64;
    learned.finish(&Outcome {
        len: n,
        items: n,
        ran: n,
        completed: true,
        elapsed: nanos,
        alone_items: n,
        alone_nanos: nanos,
        participants: 1,
        chunks: 500,
        busy: nanos,
        merge: Some(n as u64),
        plain: false,
        pull: None,
        asked: None,
        ..Outcome::default()
    });
    assert_eq!(learned.choose(timed, ONE, 0.02), Choice::Time);
    let plain = Outcome {
        len: n,
        items: n,
        ran: n,
        completed: true,
        elapsed: n as u64 * 9 / 10,
        participants: 1,
        plain: true,
        pull: None,
        asked: None,
        ..Outcome::default()
    };
    learned.finish(&plain);
    for _ in 0..20 {
        match learned.choose(timed, ONE, 0.02) {
            Choice::Plain => {}
            Choice::Time => learned.finish(&plain),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn loops_that_are_left_early_are_not_timed_from_outside() {
    let mut question = question(100_000);
    question.timed = true;
    let mut learned = Learned::default();
    let mut ways = Vec::new();
    for _ in 0..6 {
        ways.push(learned.choose(question, ONE, 0.02));
        // 50 ns, and out.
        learned.finish(&Outcome {
            len: 100_000,
            items: 1,
            ran: 1,
            elapsed: 50,
            alone_items: 1,
            alone_nanos: 50,
            participants: 1,
            chunks: 1,
            busy: 50,
            ..Outcome::default()
        });
    }
    assert!(
        !ways.iter().any(|way| matches!(way, Choice::Time)),
        "{ways:?}"
    );
    assert!(matches!(ways.last(), Some(Choice::Plain)), "{ways:?}");
    // All of them were short, however long the loop could be.
    assert!(learned.tiny_below().is_some_and(|below| below > 100_000));
}

#[test]
fn calls_far_apart_have_books_of_their_own() {
    let mut mine = Loop::new(1000, 250.0);
    assert!(share(&mine.calls(20), Way::Together) > 0.8);
    // Everything has left the caches: helpers are there when the loop is over.
    (mine.gap, mine.dispatch) = (1e7, 140_000.0);
    assert!(share(&mine.calls(40), Way::Together) < 0.15);
    // That says nothing of calls close to each other.
    (mine.gap, mine.dispatch) = (1e6, 30_000.0);
    assert!(share(&mine.calls(10), Way::Together) > 0.8);
}
