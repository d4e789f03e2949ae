//! Heads that are pulled: in order, by the caller alone, with every end the plain loop has.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::*;
use crate::source::{pulled, source};

/// What a loop over `items` does in `chunk`s: what was merged, and how it ended.
fn run<I>(
    items: I,
    chunk: usize,
    helpers: usize,
    body: impl Fn(&I::Item) -> Option<usize> + Sync,
) -> (Vec<I::Item>, Result<Option<usize>, usize>)
where
    I: Iterator<Item: Send>,
{
    let mut seen = Vec::new();
    let end = catch_unwind(AssertUnwindSafe(|| {
        drive(
            &Threads::default(),
            pace(chunk, helpers),
            helpers + 1,
            source(pulled(items)),
            || (),
            Vec::new,
            |piece, (), part| {
                for item in piece {
                    if let Some(exit) = body(&item) {
                        return Some(exit);
                    }
                    part.push(item);
                }
                None
            },
            |part| {
                seen.extend(part);
                None
            },
        )
        .0
    }));
    let end = end.map_err(|payload| *payload.downcast::<usize>().expect("a number was thrown"));
    (seen, end)
}

/// `0..n`, not `Send`, that panics when asked for item `bad`, and must not be asked after its end.
fn numbers(n: usize, bad: Option<usize>) -> impl Iterator<Item = usize> {
    let asked = Rc::new(Cell::new(0));
    let caller = thread::current().id();
    let over = Cell::new(false);
    std::iter::from_fn(move || {
        assert_eq!(thread::current().id(), caller);
        assert!(!over.get(), "asked after its end");
        let i = asked.get();
        if Some(i) == bad {
            over.set(true);
            std::panic::resume_unwind(Box::new(i));
        }
        over.set(i == n);
        asked.set(i + 1);
        (i < n).then_some(i)
    })
}

#[test]
fn every_length_in_order() {
    watched(|| {
        for helpers in [0, 1, 3] {
            for chunk in [1, 2, 7, 100] {
                for n in (0..20).chain([1000]) {
                    let (seen, end) = run(numbers(n, None), chunk, helpers, |_| None);
                    assert_eq!(end, Ok(None));
                    assert!(seen.into_iter().eq(0..n), "{n} in {chunk}");
                }
            }
        }
    });
}

#[test]
fn an_exit_against_a_panic_of_next() {
    watched(|| {
        let n = 12;
        for chunk in [1, 2, 5, 64] {
            for exit in 0..=n {
                for bad in 0..=n {
                    let body = |&i: &usize| (i == exit).then_some(i);
                    let (seen, end) = run(numbers(n, Some(bad)), chunk, 2, body);
                    // Item `bad` is never given, and asking for it comes before item `exit` only if it is not behind it.
                    let first = exit.min(bad);
                    assert!(
                        seen.into_iter().eq(0..first.min(n)),
                        "{exit}, {bad}, {chunk}"
                    );
                    let expected = if bad <= exit {
                        Err(bad)
                    } else {
                        Ok(Some(exit))
                    };
                    assert_eq!(end, expected, "exit {exit}, panic {bad}, {chunk}");
                }
            }
        }
    });
}

#[test]
fn endless_with_an_exit() {
    watched(|| {
        for at in [0, 1, 63, 5000] {
            let (seen, end) = run(0.., 16, 2, |&i| (i == at).then_some(i));
            assert_eq!((seen.len(), end), (at, Ok(Some(at))));
        }
    });
}

#[test]
fn liars_do_no_harm() {
    struct Liar(std::ops::Range<usize>, (usize, Option<usize>));
    impl Iterator for Liar {
        type Item = usize;
        fn next(&mut self) -> Option<usize> {
            self.0.next()
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            self.1
        }
    }
    watched(|| {
        let hints = [
            (0, None),
            (0, Some(0)),
            (usize::MAX, None),
            (usize::MAX, Some(usize::MAX)),
            (7, Some(3)),
            (1 << 40, Some(5)),
        ];
        for hint in hints {
            for n in [0, 1, 5, 300] {
                let (seen, end) = run(Liar(0..n, hint), 8, 2, |_| None);
                assert_eq!(end, Ok(None));
                assert!(seen.into_iter().eq(0..n), "{hint:?}, {n}");
            }
        }
    });
}

#[test]
fn every_item_is_dropped_once() {
    struct Counted<'a>(usize, &'a [AtomicUsize]);
    impl Drop for Counted<'_> {
        fn drop(&mut self) {
            self.1[self.0].fetch_add(1, Ordering::SeqCst);
        }
    }
    watched(|| {
        let n = 30;
        for chunk in [1, 4, 50] {
            for exit in 0..=n {
                for bad in [None, Some(exit / 2), Some(exit + 2)] {
                    let counts: Vec<AtomicUsize> = (0..n).map(|_| AtomicUsize::new(0)).collect();
                    let mut asked = 0;
                    let items = numbers(n, bad)
                        .inspect(|i| asked = i + 1)
                        .map(|i| Counted(i, &counts));
                    let (seen, _) = run(items, chunk, 2, |item| (item.0 == exit).then_some(item.0));
                    drop(seen);
                    let counts: Vec<usize> =
                        counts.iter().map(|c| c.load(Ordering::SeqCst)).collect();
                    assert!(
                        counts[..asked].iter().all(|&count| count == 1),
                        "{counts:?}"
                    );
                    assert!(
                        counts[asked..].iter().all(|&count| count == 0),
                        "{counts:?}"
                    );
                }
            }
        }
    });
}

#[test]
fn what_is_in_flight_has_a_bound() {
    watched(|| {
        for (chunk, helpers) in [(1, 1), (10, 2), (100, 3)] {
            let merged = AtomicUsize::new(0);
            let most = AtomicUsize::new(0);
            let items = (0..20_000_usize).inspect(|i| {
                most.fetch_max(i + 1 - merged.load(Ordering::SeqCst), Ordering::SeqCst);
            });
            let (exit, _) = drive(
                &Threads::default(),
                pace(chunk, helpers),
                helpers + 1,
                source(pulled(items)),
                || (),
                || 0,
                |piece, (), part| {
                    *part += piece.len();
                    None::<()>
                },
                |part| {
                    merged.fetch_add(part, Ordering::SeqCst);
                    None
                },
            );
            assert!(exit.is_none());
            assert_eq!(merged.into_inner(), 20_000);
            let bound = 2 * (helpers + 1) * chunk;
            assert!(most.load(Ordering::SeqCst) <= bound, "{most:?} of {bound}");
        }
    });
}

#[test]
fn helpers_work_while_the_caller_pulls() {
    watched(|| {
        // The pull of a later item waits until a body has run, which only a helper can do then.
        let (ran, wait) = mpsc::channel();
        let items = (0..100).inspect(|&i| {
            if i == 3 {
                wait.recv().expect("a body has run");
            }
        });
        let ran = Mutex(parking_lot::Mutex::new(ran));
        let (seen, end) = run(items, 1, 2, |_| {
            let _ = ran.0.lock().send(());
            None
        });
        assert_eq!((seen.len(), end), (100, Ok(None)));
    });
}

/// A sender of messages for all threads.
struct Mutex(parking_lot::Mutex<mpsc::Sender<()>>);

#[test]
fn without_helpers_too() {
    watched(|| {
        let log = RefCell::new(Vec::new());
        let items = (0..9).inspect(|i| log.borrow_mut().push(*i));
        let (exit, tally) = drive(
            &Nobody,
            pace(2, 3),
            4,
            source(pulled(items)),
            || (),
            || 0,
            |piece, (), part| {
                *part += piece.sum::<i32>();
                None::<()>
            },
            |_| None,
        );
        assert!(exit.is_none());
        assert_eq!((tally.ran(), log.into_inner().len()), (9, 9));
    });
}
