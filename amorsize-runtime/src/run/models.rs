//! The driver under a checker: a caller and one helper, every interleaving of claims, results and ends.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::testing::drive;
use crate::exec::checker::explore;
use crate::exec::models::AnyTime;
use crate::schedule::{Pace, Shaping};
use crate::source::source;

/// Runs `n` items one by one; item `exit` leaves the loop, item `panic` panics.
fn model(n: usize, exit: Option<usize>, panic: Option<usize>) {
    explore(Some(3), move || {
        let mut seen = Vec::new();
        let left = catch_unwind(AssertUnwindSafe(|| {
            drive(
                &AnyTime,
                Pace::fixed(1, 1),
                2,
                source(0..n),
                || (),
                || None,
                |piece, (), part| {
                    for i in piece {
                        if Some(i) == panic {
                            resume_unwind(Box::new(i));
                        }
                        if Some(i) == exit {
                            return Some(i);
                        }
                        *part = Some(i);
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
        let end = exit.into_iter().chain(panic).min().unwrap_or(n);
        assert!(seen.into_iter().eq(0..end));
        match left {
            Ok(left) => assert_eq!(left, exit.filter(|&i| i == end)),
            Err(payload) => assert_eq!(payload.downcast_ref(), panic.as_ref()),
        }
    });
}

#[test]
fn whole_loops() {
    model(2, None, None);
    model(3, None, None);
}

#[test]
fn exits() {
    model(3, Some(0), None);
    model(3, Some(1), None);
}

#[test]
fn panics() {
    model(3, None, Some(1));
    model(3, Some(1), Some(0));
    model(3, Some(0), Some(1));
}

/// The same where chunks are cut beforehand; there are no exits.
fn apart(n: usize, panic: Option<usize>, looks: bool) {
    enum Never {}
    explore(Some(3), move || {
        let mut seen = Vec::new();
        let left = catch_unwind(AssertUnwindSafe(|| {
            drive::<_, _, _, Never>(
                &AnyTime,
                Pace::beforehand(n, 1, 1).shaped(Shaping {
                    looks,
                    ..Shaping::default()
                }),
                2,
                source(0..n),
                || (),
                || None,
                |piece, (), part| {
                    for i in piece {
                        if Some(i) == panic {
                            resume_unwind(Box::new(i));
                        }
                        *part = Some(i);
                    }
                    None
                },
                |part| {
                    seen.extend(part);
                    None
                },
            );
        }));
        assert!(seen.into_iter().eq(0..panic.unwrap_or(n)));
        assert_eq!(left.is_err(), panic.is_some());
    });
}

#[test]
fn chunks_cut_beforehand() {
    apart(2, None, false);
    apart(3, None, true);
    apart(4, None, false);
    apart(4, Some(1), false);
    apart(4, Some(2), false);
}

#[test]
fn a_full_window() {
    // Two participants may have four results waiting: a fifth item meets a full window.
    model(6, None, None);
}
