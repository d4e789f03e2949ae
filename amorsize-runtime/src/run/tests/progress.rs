//! Every item once, in order, whoever helps; and no wait for anybody who does not.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread;

use super::*;
use crate::exec::{Crew, depth};

#[test]
fn every_item_once_in_order() {
    watched(|| {
        for n in [1, 2, 3, 7, 64, 257, 1009] {
            for chunk in [1, 2, 5, 64, 2000] {
                for helpers in 0..4 {
                    let threads = Threads::default();
                    let (all, tally) = collect(&threads, chunk, helpers, n, |i| i);
                    assert!(all.into_iter().eq(0..n), "{n} {chunk} {helpers}");
                    assert_eq!(tally.ran(), n);
                    assert_eq!(tally.chunks(), n.div_ceil(chunk));
                    assert!(tally.participants() <= helpers + 1);
                }
            }
        }
    });
}

#[test]
fn helpers_really_take_part() {
    watched(|| {
        // Each of the three items waits for the two others: they must be on three threads.
        let together = Barrier::new(3);
        let (all, tally) = collect(&Threads::default(), 1, 2, 3, |i| {
            together.wait();
            i
        });
        assert_eq!(all, [0, 1, 2]);
        assert_eq!(tally.participants(), 3);
        assert_eq!(tally.helpers.len(), 2);
        assert!(tally.wake > 0);
    });
}

#[test]
fn nobody_waits_for_helpers_that_never_start() {
    watched(|| {
        let late = Late::default();
        let touched = AtomicUsize::new(0);
        let (all, tally) = collect(&late, 3, 2, 100, |i| {
            touched.fetch_add(1, Ordering::Relaxed);
            i
        });
        assert!(all.into_iter().eq(0..100));
        assert_eq!(tally.participants(), 1);
        assert_eq!(tally.summoned, 2);
        assert_eq!(touched.into_inner(), 100);
        for helper in late.0.into_inner() {
            // The call's frame is gone: they must not look at it.
            helper.run();
        }
    });
}

#[test]
fn without_threads_the_caller_does_it() {
    let (all, tally) = collect(&Nobody, 3, 2, 100, |i| i);
    assert!(all.into_iter().eq(0..100));
    assert_eq!((tally.participants(), tally.summoned), (1, 0));
}

#[test]
fn the_pool_asleep_in_other_work() {
    watched(|| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(2)
            .build()
            .expect("two threads");
        let (asleep, slept) = mpsc::channel::<()>();
        let slept = Arc::new(Mutex::new(slept));
        for _ in 0..2 {
            let slept = Arc::clone(&slept);
            pool.spawn(move || {
                let _ = slept.lock().map(|slept| slept.recv());
            });
        }
        let (all, tally) = collect(&Crew::Pool(&pool), 1, 2, 1000, |i| i);
        assert!(all.into_iter().eq(0..1000));
        assert_eq!(tally.participants(), 1);
        drop(asleep);
    });
}

#[test]
fn the_caller_holds_what_the_pool_waits_for() {
    watched(|| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(2)
            .build()
            .expect("two threads");
        let held = Arc::new(Mutex::new(()));
        let lock = held.lock().expect("not poisoned");
        let ready = Arc::new(Barrier::new(3));
        for _ in 0..2 {
            let (held, ready) = (Arc::clone(&held), Arc::clone(&ready));
            pool.spawn(move || {
                ready.wait();
                drop(held.lock());
            });
        }
        ready.wait();
        let (all, _) = collect(&Crew::Pool(&pool), 1, 2, 100, |i| i);
        assert_eq!(all.len(), 100);
        drop(lock);
    });
}

#[test]
fn the_body_on_the_caller_needs_the_pool() {
    watched(|| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("one thread");
        // The helper fills the window while the caller is in item 0, which needs the very thread
        // the helper is on.
        let caller = thread::current().id();
        let (all, _) = collect(&Crew::Pool(&pool), 1, 1, 1000, |i| {
            if thread::current().id() == caller && i < 50 {
                pool.install(|| i)
            } else {
                i
            }
        });
        assert!(all.into_iter().eq(0..1000));
    });
}

#[test]
fn results_that_wait_are_bounded() {
    watched(|| {
        let (made, merged, most) = (
            AtomicUsize::new(0),
            AtomicUsize::new(0),
            AtomicUsize::new(0),
        );
        let helpers = 3;
        let (exit, _) = drive(
            &Threads::default(),
            pace(1, helpers),
            helpers + 1,
            crate::source::source(0..2000),
            || (),
            || 0_usize,
            |piece, (), part| {
                *part = piece.count();
                made.fetch_add(1, Ordering::SeqCst);
                let waiting = made.load(Ordering::SeqCst) - merged.load(Ordering::SeqCst);
                most.fetch_max(waiting, Ordering::SeqCst);
                None::<()>
            },
            |part| {
                merged.fetch_add(part, Ordering::SeqCst);
                if merged.load(Ordering::SeqCst) % 97 == 0 {
                    thread::yield_now();
                }
                None
            },
        );
        assert!(exit.is_none());
        assert_eq!(merged.into_inner(), 2000);
        // Twice the participants waiting, as many again being merged.
        assert!(most.into_inner() <= 4 * (helpers + 1));
    });
}

#[test]
fn a_window_without_room_lets_helpers_go() {
    watched(|| {
        // The caller sits in the first item until a helper has filled the window and left the
        // pool's only thread to somebody else.
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("one thread");
        let free = AtomicBool::new(false);
        let caller = thread::current().id();
        let done = AtomicUsize::new(0);
        let (all, _) = collect(&Crew::Pool(&pool), 1, 1, 100, |i| {
            if thread::current().id() == caller && !free.load(Ordering::SeqCst) {
                while i == 0 && done.load(Ordering::SeqCst) < 3 {
                    thread::yield_now();
                }
                pool.install(|| free.store(true, Ordering::SeqCst));
            }
            done.fetch_add(1, Ordering::SeqCst);
            i
        });
        assert!(all.into_iter().eq(0..100));
    });
}

#[test]
fn two_callers_at_once_and_loops_in_loops() {
    watched(|| {
        let both = Arc::new(Barrier::new(2));
        let callers: Vec<_> = (0..2)
            .map(|_| {
                let both = Arc::clone(&both);
                thread::spawn(move || {
                    both.wait();
                    for _ in 0..200 {
                        let (all, _) = collect(&Crew::Ambient, 4, 3, 64, |i| {
                            assert!(depth() >= 1);
                            let (inner, _) = collect(&Crew::Ambient, 2, 2, 8, move |j| i * j);
                            inner.into_iter().sum::<usize>()
                        });
                        assert!(all.into_iter().eq((0..64).map(|i| i * 28)));
                    }
                })
            })
            .collect();
        for caller in callers {
            caller.join().expect("no panic");
        }
    });
}

#[test]
fn inside_a_pool_that_pool_helps() {
    watched(|| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(2)
            .thread_name(|index| format!("own-{index}"))
            .build()
            .expect("two threads");
        let names = pool.install(|| {
            let together = Barrier::new(2);
            let (names, _) = collect(&Crew::Ambient, 1, 1, 2, |_| {
                together.wait();
                thread::current().name().map(str::to_owned)
            });
            names
        });
        assert!(
            names
                .iter()
                .all(|name| name.as_ref().is_some_and(|name| name.starts_with("own-")))
        );
        assert_ne!(names[0], names[1]);
    });
}

#[test]
fn state_without_size_and_no_exit() {
    watched(|| {
        let sum = AtomicUsize::new(0);
        let (exit, tally) = drive(
            &Threads::default(),
            pace(1, 2),
            3,
            crate::source::source(0..5000),
            || (),
            || (),
            |piece, (), ()| {
                for i in piece {
                    sum.fetch_add(i, Ordering::Relaxed);
                }
                None::<std::convert::Infallible>
            },
            |()| None,
        );
        assert!(exit.is_none());
        assert_eq!(sum.into_inner(), 4999 * 2500);
        assert_eq!(tally.ran(), 5000);
    });
}

#[test]
fn private_values_are_one_per_participant() {
    watched(|| {
        let made = AtomicUsize::new(0);
        let (_, tally) = drive(
            &Threads::default(),
            pace(1, 3),
            4,
            crate::source::source(0..500),
            || made.fetch_add(1, Ordering::SeqCst),
            || (),
            |piece, _, ()| {
                piece.for_each(drop);
                None::<()>
            },
            |()| None,
        );
        assert!(made.into_inner() <= 1 + tally.helpers.len());
    });
}
