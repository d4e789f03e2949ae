use super::*;
use crate::site::{Outcome, SinkPlan};

const PLAN: Plan = Plan {
    name: "test",
    function: "test",
    head: "i in 0..n",
    sinks: &[] as &[SinkPlan],
    exits: false,
    align: 1,
    always: false,
    timed: false,
};

/// Plays `run`: items of `item` nanoseconds, helpers that always come.
fn play(call: Call<'_>, item: f64) -> bool {
    let Way {
        len,
        mut pace,
        record,
        ..
    } = *call.0;
    let mut left = len;
    let mut alone = 0;
    while left > 0 && pace.helpers_wanted(left) == 0 {
        let chunk = pace.next(left);
        left -= chunk;
        alone += chunk;
        pace.observe(chunk, (chunk as f64 * item) as u64 + 40);
    }
    let alone_nanos = (alone as f64 * item) as u64;
    let helped = (left as f64 * item) as u64;
    if let Some(record) = record {
        record.finish(&Outcome {
            len,
            items: len,
            ran: len,
            completed: true,
            elapsed: alone_nanos + if left > 0 { helped / 2 + 10_000 } else { 0 },
            alone_items: alone,
            alone_nanos,
            participants: if left > 0 { 2 } else { 1 },
            chunks: 9,
            busy: alone_nanos + helped,
            merge: None,
            plain: false,
            pull: None,
            asked: None,
            ..Outcome::default()
        });
    }
    left > 0
}

/// These tests look at gates that any open scope keeps shut, and scopes are everyone's.
static ALONE: parking_lot::Mutex<()> = parking_lot::Mutex::new(());

fn many_cores() -> bool {
    machine::width(None) > 1 && machine::machine().allowed > 1
}

#[test]
fn a_tiny_loop_gets_the_fast_path() {
    let _alone = ALONE.lock();
    static SITE: Site = Site::new(PLAN);
    let calls = |count| {
        for _ in 0..count {
            if let Some(call) = SITE.enter_with(8, Options::new) {
                assert!(!play(call, 5.0));
            }
        }
    };
    calls(5000);
    assert!(!SITE.gate.passes(8, owner_of(&Options::new)));
    let summary = SITE.book().summary();
    assert!((3900..=5000).contains(&summary.calls), "{}", summary.calls);
    calls(10_000);
    assert!(SITE.gate.passes(8, owner_of(&Options::new)));

    crate::with_mode(Mode::Parallel, || {
        assert!(!SITE.gate.passes(8, owner_of(&Options::new)));
        let call = SITE.enter_with(8, Options::new).expect("forced");
        assert_eq!(call.0.max_participants, machine::width(None));
        assert!(call.0.record.is_none());
    });
    crate::with_mode(Mode::Serial, || {
        assert!(SITE.enter_with(1 << 40, Options::new).is_none())
    });
}

fn owner_of<F>(_: &F) -> Owner {
    Owner::of::<F>()
}

#[test]
fn a_tiny_loop_that_turns_dear_is_noticed() {
    let _alone = ALONE.lock();
    if !many_cores() {
        return;
    }
    static SITE: Site = Site::new(PLAN);
    let mut helped = false;
    for _ in 0..20_000 {
        if let Some(call) = SITE.enter_with(100, Options::new) {
            play(call, 0.5);
        }
    }
    let began = std::time::Instant::now();
    while !helped {
        // The watch closes the gate after a while.
        assert!(began.elapsed() < std::time::Duration::from_secs(20));
        std::thread::sleep(std::time::Duration::from_millis(1));
        if let Some(call) = SITE.enter_with(100, Options::new) {
            helped |= play(call, 100_000.0);
        }
    }
}

#[test]
fn coarse_items_are_helped_from_the_first_call_on() {
    let _alone = ALONE.lock();
    if !many_cores() {
        return;
    }
    static SITE: Site = Site::new(PLAN);
    for round in 0..20 {
        let call = SITE.enter_with(1000, Options::new).expect("worth it");
        assert!(play(call, 10_000.0), "call {round}");
    }
}

#[test]
fn lengths_that_are_none() {
    static SITE: Site = Site::new(PLAN);
    for len in [0, usize::MAX] {
        assert!(SITE.enter_with(len, Options::new).is_none());
        crate::with_mode(Mode::Parallel, || {
            assert!(SITE.enter_with(len, Options::new).is_none())
        });
    }
}

#[test]
fn sites_that_are_always_run() {
    static SITE: Site = Site::new(Plan {
        always: true,
        timed: false,
        align: 1024,
        ..PLAN
    });
    for mode in [Mode::Auto, Mode::Serial, Mode::Parallel] {
        crate::with_mode(mode, || {
            for len in [1, 5000] {
                let mut call = SITE.enter_with(len, Options::new).expect("always");
                assert!(call.0.pace.next(len) >= 1);
                if mode == Mode::Serial {
                    assert_eq!(
                        (call.0.max_participants, call.0.pace.helpers_wanted(len)),
                        (1, 0)
                    );
                }
            }
        });
    }
}

#[test]
fn a_false_condition_is_the_plain_loop() {
    static SITE: Site = Site::new(PLAN);
    let refused = || {
        SITE.enter_with(1 << 20, || Options::new().when(false))
            .is_none()
    };
    assert!(refused());
    assert!(crate::with_mode(Mode::Parallel, refused));
    assert!(crate::with_mode(Mode::Parallel, || {
        SITE.enter_with(1 << 20, || Options::new().when(true))
            .is_some()
    }));
}

#[test]
fn nested_loops_are_the_callers() {
    static SITE: Site = Site::new(PLAN);
    let _depth = exec::Depth::enter();
    for _ in 0..10 {
        if let Some(call) = SITE.enter_with(1000, Options::new) {
            assert_eq!(call.0.max_participants, 1);
            assert!(!play(call, 10_000.0));
        }
    }
    crate::with_mode(Mode::Parallel, || {
        let call = SITE.enter_with(1000, Options::new).expect("the other arm");
        assert_eq!(
            (call.0.max_participants, call.0.pace.helpers_wanted(1000)),
            (1, 0)
        );
    });
}

#[test]
fn workers_are_a_limit() {
    static SITE: Site = Site::new(PLAN);
    crate::with_mode(Mode::Parallel, || {
        for (asked, most) in [(0, 1), (1, 1), (2, 2), (1_000_000, machine::width(None))] {
            let call = SITE
                .enter_with(1000, || Options::new().workers(asked))
                .expect("forced");
            assert_eq!(call.0.max_participants, most.min(machine::width(None)));
            assert!(call.0.pace.helpers_wanted(1000) < call.0.max_participants);
        }
    });
}

#[test]
fn a_chunk_is_exact() {
    static SITE: Site = Site::new(PLAN);
    crate::with_mode(Mode::Parallel, || {
        let mut call = SITE
            .enter_with(100, || Options::new().chunk(7))
            .expect("forced");
        if call.0.max_participants > 1 {
            assert_eq!(
                (
                    call.0.pace.next(100),
                    call.0.pace.next(93),
                    call.0.pace.next(3)
                ),
                (7, 7, 3)
            );
        }
    });
}

#[test]
fn instantiations_are_kept_apart() {
    fn enter<T: Default>(site: &'static Site, len: usize) -> Option<Call<'static>> {
        site.enter_with(len, || {
            let _ = T::default();
            Options::new()
        })
    }
    let _alone = ALONE.lock();
    static SITE: Site = Site::new(PLAN);
    for _ in 0..300 {
        if let Some(call) = enter::<u8>(&SITE, 100) {
            assert!(!play(call, 1.0));
        }
        if let Some(call) = enter::<u64>(&SITE, 100) {
            play(call, 50_000.0);
        }
    }
    if many_cores() {
        assert!(enter::<u64>(&SITE, 100).is_some());
    }
}
