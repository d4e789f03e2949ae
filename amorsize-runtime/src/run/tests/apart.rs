//! Loops whose chunks are cut beforehand: the same ends as everywhere else.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::exec::Crew;
use crate::run::apart;
use crate::run::testing::drive;
use crate::schedule::{Pace, Shape, Shaping};
use crate::source::source;

enum Never {}

/// How often each item ran, what the merge saw, and the panic.
fn loop_of(n: usize, chunk: usize, bad: &[usize]) -> (Vec<usize>, Vec<usize>, Option<usize>) {
    let ran: Vec<AtomicUsize> = (0..n).map(|_| AtomicUsize::new(0)).collect();
    let mut seen = Vec::new();
    let caught = catch_unwind(AssertUnwindSafe(|| {
        let (exit, tally) = drive::<_, _, _, Never>(
            &Crew::Ambient,
            Pace::beforehand(n, chunk, 2),
            3,
            source(0..n),
            || (),
            Vec::new,
            |piece, (), kept| {
                for i in piece {
                    if bad.contains(&i) {
                        panic_any(i);
                    }
                    ran[i].fetch_add(1, Ordering::Relaxed);
                    kept.push(i);
                }
                None
            },
            |kept| {
                seen.extend(kept);
                None
            },
        );
        assert!(exit.is_none());
        assert_eq!(tally.ran(), n);
    }));
    let panic = caught
        .err()
        .map(|payload| *payload.downcast::<usize>().expect("ours"));
    let ran = ran.into_iter().map(AtomicUsize::into_inner).collect();
    (ran, seen, panic)
}

#[test]
fn whole_loops_run_every_item_once_and_merge_in_order() {
    for n in [1, 2, 3, 7, 64, 1000, 10_007] {
        for chunk in [1, 2, 7, 1000] {
            let (ran, seen, panic) = loop_of(n, chunk, &[]);
            assert!(ran.iter().all(|&times| times == 1), "{n} by {chunk}");
            assert!(seen.into_iter().eq(0..n));
            assert_eq!(panic, None);
        }
    }
}

#[test]
fn of_panics_the_first_counts_and_what_is_before_it_is_merged() {
    for round in 0..50 {
        let n = 997;
        let bad = [
            (round * 37) % n,
            (round * 91 + 5) % n,
            (round * 13 + 700) % n,
        ];
        let first = *bad.iter().min().expect("three");
        let (ran, seen, panic) = loop_of(n, 1 + round % 9, &bad);
        assert_eq!(panic, Some(first));
        assert!(seen.into_iter().eq(0..first));
        assert!(ran[..first].iter().all(|&times| times == 1));
        assert!(ran.iter().all(|&times| times <= 1));
    }
}

#[test]
fn states_without_size_are_merged_as_often_as_there_are_chunks() {
    let merged = AtomicUsize::new(0);
    let (_, tally) = drive::<_, _, _, Never>(
        &Crew::Ambient,
        Pace::beforehand(1000, 10, 2),
        3,
        source(0..1000_usize),
        || (),
        || (),
        |piece, (), ()| {
            piece.for_each(drop);
            None
        },
        |()| {
            merged.fetch_add(1, Ordering::Relaxed);
            None
        },
    );
    assert_eq!(merged.into_inner(), tally.chunks());
    assert_eq!(tally.ran(), 1000);
}

#[test]
fn a_merge_that_panics_ends_the_loop_there() {
    for (bad, in_chunk, expected) in [
        (0, None, 0),
        (1, None, 1),
        (2, Some(99), 2),
        (1, Some(0), 1_000),
    ] {
        let mut merged = Vec::new();
        let alive = AtomicUsize::new(0);
        struct Alive<'a>(&'a AtomicUsize, usize);
        impl Drop for Alive<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }
        let caught = catch_unwind(AssertUnwindSafe(|| {
            drive::<_, _, _, Never>(
                &Crew::Ambient,
                Pace::beforehand(100, 20, 1),
                2,
                source(0..100_usize),
                || (),
                || None,
                |piece, (), kept| {
                    for i in piece {
                        if in_chunk == Some(i) {
                            panic_any(1_000 + i);
                        }
                        if kept.is_none() {
                            alive.fetch_add(1, Ordering::Relaxed);
                            *kept = Some(Alive(&alive, i));
                        }
                    }
                    None
                },
                |kept: Option<Alive<'_>>| {
                    if let Some(first) = kept {
                        if merged.len() == bad {
                            panic_any(bad);
                        }
                        merged.push(first.1);
                    }
                    None
                },
            )
        }));
        let panic = caught.err().expect("some").downcast::<usize>();
        assert_eq!(*panic.expect("ours"), expected);
        assert_eq!(merged.len(), if in_chunk == Some(0) { 0 } else { bad });
        assert!(merged.is_sorted());
        assert_eq!(alive.into_inner(), 0);
    }
}

#[test]
fn private_values_are_one_per_participant_and_their_panics_are_told() {
    struct Loud<'a>(&'a AtomicUsize);
    impl Drop for Loud<'_> {
        fn drop(&mut self) {
            if self.0.fetch_add(1, Ordering::SeqCst) == 0 {
                panic_any("dropped");
            }
        }
    }
    let dropped = AtomicUsize::new(0);
    let made = AtomicUsize::new(0);
    let caught = catch_unwind(AssertUnwindSafe(|| {
        drive::<_, _, _, Never>(
            &Crew::Ambient,
            Pace::beforehand(100, 1, 2),
            3,
            source(0..100_usize),
            || {
                made.fetch_add(1, Ordering::SeqCst);
                Loud(&dropped)
            },
            || (),
            |piece, _, ()| {
                piece.for_each(|_| std::thread::yield_now());
                None
            },
            |()| None,
        )
    }));
    assert!(caught.is_err());
    let made = made.into_inner();
    assert!((1..=3).contains(&made));
    assert_eq!(dropped.into_inner(), made);
}

#[test]
fn what_was_not_run_is_dropped_once() {
    struct Counted<'a>(&'a AtomicUsize);
    impl Drop for Counted<'_> {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    for bad in [0, 3, 50, 99] {
        let dropped = AtomicUsize::new(0);
        let items: Vec<_> = (0..100).map(|i| (i, Counted(&dropped))).collect();
        let caught = catch_unwind(AssertUnwindSafe(|| {
            drive::<_, _, _, Never>(
                &Crew::Ambient,
                Pace::beforehand(100, 3, 2),
                3,
                source(items),
                || (),
                || (),
                |piece, (), ()| {
                    for (i, _item) in piece {
                        if i == bad {
                            panic_any(i);
                        }
                    }
                    None
                },
                |()| None,
            )
        }));
        assert!(caught.is_err());
        assert_eq!(dropped.into_inner(), 100, "{bad}");
    }
}

#[test]
fn chunks_fit_their_numbers() {
    const { assert!(apart::MOST < 1 << (usize::BITS / 2)) };
}

#[test]
fn loops_that_are_divided_by_cost_run_every_item_once() {
    let rising = (0..10).map(|i| (i * 100..(i + 1) * 100, f64::from(i as u8)));
    let rising = Shape::of(1_000, rising).expect("took time");
    for n in [2, 3, 50, 1_000, 10_007] {
        let ran: Vec<AtomicUsize> = (0..n).map(|_| AtomicUsize::new(0)).collect();
        let shaping = Shaping {
            shape: Some(Box::new(rising)),
            looks: true,
        };
        let mut merged = Vec::new();
        let (_, tally) = drive::<_, _, _, Never>(
            &Crew::Ambient,
            Pace::beforehand(n, 7, 2).shaped(shaping),
            3,
            source(0..n),
            || (),
            Vec::new,
            |piece, (), kept| {
                for i in piece {
                    ran[i].fetch_add(1, Ordering::Relaxed);
                    std::hint::black_box((0..i).sum::<usize>());
                    kept.push(i);
                }
                None
            },
            |kept| {
                merged.extend(kept);
                None
            },
        );
        assert!(merged.into_iter().eq(0..n));
        assert!(ran.iter().all(|times| times.load(Ordering::Relaxed) == 1));
        assert!(tally.shape.is_some(), "{n}");
    }
}
