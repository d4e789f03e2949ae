//! Exits and panics: the lowest index wins, what is before it is merged, nothing is lost or
//! dropped twice.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::source::{Source, source};

/// Counts how many of it are alive.
struct Counted<'a>(usize, &'a AtomicUsize);

impl<'a> Counted<'a> {
    fn new(i: usize, alive: &'a AtomicUsize) -> Self {
        alive.fetch_add(1, Ordering::SeqCst);
        Self(i, alive)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.1.fetch_sub(1, Ordering::SeqCst);
    }
}

fn quietly<R>(work: impl FnOnce() -> R) -> Result<R, usize> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|payload| *payload.downcast::<usize>().expect("a number was thrown"))
}

/// Silences the panics these tests throw on purpose; they carry numbers.
fn throw(i: usize) -> ! {
    std::panic::resume_unwind(Box::new(i))
}

#[test]
fn exit_at_every_index() {
    watched(|| {
        let n = 40;
        for at in 0..n {
            for chunk in [1, 3, 16, 64] {
                let alive = AtomicUsize::new(0);
                let items: Vec<_> = (0..n).map(|i| Counted::new(i, &alive)).collect();
                let mut seen = Vec::new();
                let (exit, tally) = drive(
                    &Threads::default(),
                    pace(chunk, 2),
                    3,
                    source(items),
                    || (),
                    Vec::new,
                    |piece, (), part| {
                        for item in piece {
                            if item.0 >= at {
                                return Some(item.0);
                            }
                            part.push(item);
                        }
                        None
                    },
                    |part| {
                        seen.extend(part);
                        None
                    },
                );
                assert_eq!(exit, Some(at));
                assert!(tally.exited);
                assert!(seen.iter().map(|item| item.0).eq(0..at));
                drop(seen);
                assert_eq!(alive.into_inner(), 0);
            }
        }
    });
}

#[test]
fn panic_at_every_index() {
    watched(|| {
        let n = 40;
        for at in 0..n {
            for chunk in [1, 3, 16, 64] {
                let alive = AtomicUsize::new(0);
                let items: Vec<_> = (0..n).map(|i| Counted::new(i, &alive)).collect();
                let mut seen = Vec::new();
                let thrown = quietly(|| {
                    drive(
                        &Threads::default(),
                        pace(chunk, 2),
                        3,
                        source(items),
                        || (),
                        Vec::new,
                        |piece, (), part| {
                            for item in piece {
                                if item.0 >= at {
                                    throw(item.0);
                                }
                                part.push(item);
                            }
                            None::<()>
                        },
                        |part| {
                            seen.extend(part);
                            None
                        },
                    )
                    .0
                });
                assert_eq!(thrown, Err(at));
                assert!(seen.iter().map(|item| item.0).eq(0..at));
                drop(seen);
                assert_eq!(alive.into_inner(), 0);
            }
        }
    });
}

#[test]
fn the_higher_index_comes_first_and_loses() {
    watched(|| {
        for _ in 0..200 {
            let second_is_out = Barrier::new(2);
            let thrown = quietly(|| {
                collect(&Threads::default(), 1, 1, 2, |i| {
                    if i == 0 {
                        second_is_out.wait();
                        throw(0);
                    }
                    second_is_out.wait();
                    throw(i)
                })
                .0
            });
            assert_eq!(thrown.err(), Some(0));
        }
    });
}

#[test]
fn an_exit_in_front_of_a_panic_and_behind_it() {
    watched(|| {
        for panic_first in [false, true] {
            let both = Barrier::new(2);
            let thrown = quietly(|| {
                drive(
                    &Threads::default(),
                    pace(1, 1),
                    2,
                    source(0..2_usize),
                    || (),
                    || (),
                    |mut piece, (), ()| {
                        both.wait();
                        let i = piece.next().expect("one item");
                        if (i == 0) == panic_first {
                            throw(i);
                        }
                        Some(i)
                    },
                    |()| None,
                )
                .0
            });
            assert_eq!(thrown, if panic_first { Err(0) } else { Ok(Some(0)) });
        }
    });
}

#[test]
fn the_merge_ends_the_loop() {
    watched(|| {
        for (helpers, panics) in [(0, false), (2, false), (0, true), (2, true)] {
            let alive = AtomicUsize::new(0);
            let mut last = None;
            let thrown = quietly(|| {
                drive(
                    &Threads::default(),
                    pace(2, helpers),
                    helpers + 1,
                    source(0..100_usize),
                    || (),
                    || None,
                    |mut piece, (), part| {
                        *part = piece.next().map(|i| Counted::new(i, &alive));
                        // An exit of the same chunk comes behind what its replay does.
                        part.as_ref()
                            .filter(|first| first.0 >= 50)
                            .map(|_| usize::MAX)
                    },
                    |part| {
                        let first = part.as_ref()?.0;
                        last = Some(first);
                        if first == 50 && panics {
                            throw(first);
                        }
                        (first == 50).then_some(first)
                    },
                )
                .0
            });
            assert_eq!(thrown, if panics { Err(50) } else { Ok(Some(50)) });
            assert_eq!(last, Some(50));
            assert_eq!(alive.into_inner(), 0);
        }
    });
}

/// Throws when dropped, unless the thread unwinds already.
struct Throws(usize);

impl Drop for Throws {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            throw(self.0);
        }
    }
}

#[test]
fn panics_in_start_and_local() {
    watched(|| {
        for helpers in [0, 2] {
            let starts = AtomicUsize::new(0);
            let mut merged = 0;
            let thrown = quietly(|| {
                drive(
                    &Threads::default(),
                    pace(1, helpers),
                    helpers + 1,
                    source(0..100_usize),
                    || (),
                    || {
                        if starts.fetch_add(1, Ordering::SeqCst) >= 10 {
                            throw(7);
                        }
                    },
                    |piece, (), ()| {
                        piece.for_each(drop);
                        None::<()>
                    },
                    |()| {
                        merged += 1;
                        None
                    },
                )
                .0
            });
            assert_eq!(thrown, Err(7));
            assert!(merged <= 10);

            let thrown = quietly(|| {
                drive(
                    &Threads::default(),
                    pace(1, helpers),
                    helpers + 1,
                    source(0..100_usize),
                    || throw(8),
                    || (),
                    |piece, (): &mut (), ()| {
                        piece.for_each(drop);
                        None::<()>
                    },
                    |()| None,
                )
                .0
            });
            assert_eq!(thrown, Err(8));
        }
    });
}

#[test]
fn panics_in_the_drops_of_private_values_and_states() {
    watched(|| {
        for helpers in [0, 2] {
            // Private values: dropped at the end of the loop, so the loop panics with one of them.
            let thrown = quietly(|| {
                drive(
                    &Threads::default(),
                    pace(1, helpers),
                    helpers + 1,
                    source(0..100_usize),
                    || Throws(9),
                    || (),
                    |piece, _, ()| {
                        piece.for_each(drop);
                        None::<()>
                    },
                    |()| None,
                )
                .0
            });
            assert_eq!(thrown, Err(9));

            // States behind an exit: the plain loop has none, so nobody hears of them.
            let seen = AtomicUsize::new(0);
            let exit = quietly(|| {
                drive(
                    &Threads::default(),
                    pace(1, helpers),
                    helpers + 1,
                    source(0..100_usize),
                    || (),
                    || Throws(10),
                    |mut piece, (), _| {
                        seen.fetch_add(1, Ordering::SeqCst);
                        piece.next().filter(|&i| i >= 20)
                    },
                    |state| {
                        std::mem::forget(state);
                        None
                    },
                )
                .0
            });
            assert_eq!(exit, Ok(Some(20)));
        }
    });
}

#[test]
fn payloads_that_throw() {
    watched(|| {
        std::panic::set_hook(Box::new(|info| {
            if info.payload().downcast_ref::<Throws>().is_none() {
                eprintln!("{info}");
            }
        }));
        // Two payloads; the higher is discarded and throws as it goes.
        let both = Barrier::new(2);
        let caught = catch_unwind(AssertUnwindSafe(|| {
            collect(&Threads::default(), 1, 1, 2, |i| {
                both.wait();
                panic_any(Throws(i))
            })
            .0
            .len()
        }));
        let payload = caught.expect_err("both items panic");
        let first = payload.downcast::<Throws>().expect("moved intact");
        assert_eq!(first.0, 0);
        std::mem::forget(first);
    });
}

/// A source that panics when it is cut at its `at`-th item.
struct Brittle {
    from: usize,
    to: usize,
    at: usize,
}

impl Source for Brittle {
    type Item = usize;
    type Iter = std::ops::Range<usize>;
    fn len(&self) -> usize {
        self.to - self.from
    }
    fn split_at(self, index: usize) -> (Self, Self) {
        let cut = self.from + index;
        if cut == self.at {
            throw(cut);
        }
        (Self { to: cut, ..self }, Self { from: cut, ..self })
    }
    fn into_iter(self) -> Self::Iter {
        self.from..self.to
    }
}

#[test]
fn a_source_that_panics_when_cut() {
    watched(|| {
        for helpers in [0, 1, 3] {
            for at in [1, 2, 50] {
                let mut seen = Vec::new();
                let thrown = quietly(|| {
                    drive(
                        &Threads::default(),
                        pace(1, helpers),
                        helpers + 1,
                        Brittle {
                            from: 0,
                            to: 100,
                            at,
                        },
                        || (),
                        Vec::new,
                        |piece, (), part| {
                            part.extend(piece);
                            None::<()>
                        },
                        |part| {
                            seen.extend(part);
                            None
                        },
                    )
                    .0
                });
                assert_eq!(thrown, Err(at));
                assert!(seen.into_iter().eq(0..at - 1));
            }
        }
    });
}

#[test]
fn the_rest_is_dropped_before_the_call_returns() {
    watched(|| {
        let alive = AtomicUsize::new(0);
        let items: Vec<_> = (0..1000).map(|i| Counted::new(i, &alive)).collect();
        let (exit, _) = drive(
            &Late::default(),
            pace(1, 1),
            2,
            source(items),
            || (),
            || (),
            |mut piece, (), ()| piece.next().map(|item| item.0),
            |()| None,
        );
        assert_eq!(exit, Some(0));
        assert_eq!(alive.into_inner(), 0);
    });
}

#[test]
fn endless_sources_end_at_the_exit() {
    watched(|| {
        let (exit, _) = drive(
            &Threads::default(),
            pace(64, 2),
            3,
            source(0..usize::MAX - 1),
            || (),
            || (),
            |mut piece, (), ()| piece.find(|&i| i == 100_000),
            |()| None,
        );
        assert_eq!(exit, Some(100_000));
    });
}

#[test]
fn usable_after_a_panic() {
    watched(|| {
        let crew = crate::exec::Crew::Ambient;
        for round in 0..300 {
            let thrown =
                quietly(|| collect(&crew, 2, 2, 50, |i| if i == 31 { throw(round) } else { i }).0);
            assert_eq!(thrown, Err(round));
            assert_eq!(collect(&crew, 2, 2, 50, |i| i).0.len(), 50);
        }
        assert_eq!(crate::exec::depth(), 0);
    });
}
