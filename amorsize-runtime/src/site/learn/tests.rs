use super::*;
use crate::Schedule;
use crate::cost::{self, Host, Work};
use crate::decide::{Limit, Rules};
use crate::machine::Costs;
use proptest::prelude::*;

const ONE: Visit = Visit {
    calls: 1,
    look: false,
};

fn question(items: usize) -> Question {
    Question {
        work: Work {
            plain: None,
            items,
            item: f64::NAN,
            cv: 0.5,
            merge: 0.0,
            pull: 0.0,
            inflation: None,
        },
        limit: Limit {
            participants: 2,
            reason: Reason::PoolWidth,
        },
        rules: Rules {
            chunk: None,
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
        timed: false,
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
        }
    }

    fn call(&mut self) -> Way {
        let all = self.items as f64 * self.item;
        let (together, alone) = match self.learned.choose(question(self.items), ONE, 0.02) {
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
            items: self.items,
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
fn windows() {
    let mut window = Window::default();
    assert_eq!((window.median(), window.len()), (None, 0));
    for (value, median) in [
        (5.0, 5.0),
        (7.0, 5.0),
        (6.0, 6.0),
        (900.0, 6.0),
        (6.5, 6.5),
        (6.5, 6.5),
    ] {
        window.push(value);
        assert_eq!(window.median(), Some(median));
    }
    assert!(window.spread() < 0.1);
    for _ in 0..100 {
        window.push(1.0);
    }
    window.push(f64::NAN);
    window.push(-1.0);
    assert_eq!(
        (window.median(), window.len(), window.spread()),
        (Some(1.0), 5, 0.0)
    );
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
    let below = tiny
        .learned
        .clearly_serial_below(cost::break_even(&Costs::USUAL, 0));
    assert_eq!(below, Some(128));
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
fn a_call_that_was_left_early_teaches_only_the_price_of_items() {
    let mut learned = Learned::default();
    learned.choose(question(1000), ONE, 0.02);
    learned.finish(&Outcome {
        items: 500,
        completed: false,
        elapsed: 1_000_000,
        alone_items: 10,
        alone_nanos: 100_000,
        participants: 2,
        ..Outcome::default()
    });
    assert_eq!((learned.alone.len(), learned.together.len()), (1, 0));
    learned.finish(&Outcome::default());
    assert_eq!(learned.alone.len(), 1);
}

proptest! {
    #[test]
    fn any_outcome(outcomes in prop::collection::vec(
        (any::<usize>(), any::<usize>(), any::<u64>(), any::<u64>(), any::<u64>(), any::<usize>(), any::<bool>()), 1..40),
        items in any::<usize>())
    {
        let mut learned = Learned::default();
        for (done, alone, elapsed, alone_nanos, busy, participants, completed) in outcomes {
            let choice = learned.choose(question(items), Visit { calls: 61, look: items % 2 == 0 }, 0.02);
            if let Choice::Run(_, verdict) = choice {
                prop_assert!(verdict.participants() <= 2);
            }
            learned.finish(&Outcome {
                items: done, completed, elapsed, alone_items: alone, alone_nanos, participants,
                chunks: 3, busy, merge: Some(busy), plain: false, pull: None, asked: None,
            });
            let _ = learned.clearly_serial_below(10_000.0);
        }
    }
}

#[test]
fn keeping_is_not_taken_for_work() {
    // Chunks take 6 ns per item, because they keep it for the merge; the plain loop takes 0.9.
    let n = 1_000_000;
    let mut timed = question(n);
    timed.timed = true;
    let mut learned = Learned::default();
    assert!(matches!(
        learned.choose(timed, ONE, 0.02),
        Choice::Sample(_)
    ));
    let nanos = 6 * n as u64;
    learned.finish(&Outcome {
        items: n,
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
    });
    assert_eq!(learned.choose(timed, ONE, 0.02), Choice::Time);
    let plain = Outcome {
        items: n,
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
