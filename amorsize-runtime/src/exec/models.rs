//! The protocol under a checker: every interleaving of a caller and its helpers.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::protocol::{Helper, Summon, with_helpers};
use crate::checker::{Frame, explore, thread};
use crate::sync::{AtomicUsize, Ordering};

/// Helpers that start at any time, also after the call.
pub(crate) struct AnyTime;

impl Summon for AnyTime {
    fn summon(&self, count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
        for _ in 0..count {
            let helper = helper();
            thread::spawn(move || helper.run());
        }
        count
    }
}

/// What stands on the caller's stack, and how often helpers looked at it.
struct OnTheStack {
    frame: Frame,
    visits: AtomicUsize,
}

impl OnTheStack {
    fn new() -> Self {
        Self {
            frame: Frame::new(),
            visits: AtomicUsize::new(0),
        }
    }

    fn visit(&self) {
        self.frame.look();
        self.visits.fetch_add(1, Ordering::Relaxed);
    }
}

fn call(helpers: usize, body: impl Fn() + Sync + Send + 'static) {
    // Two helpers and a caller: all interleavings take minutes, three preemptions seconds.
    let preemptions = (helpers > 1).then_some(3);
    explore(preemptions, move || {
        let stack = OnTheStack::new();
        let caught = catch_unwind(AssertUnwindSafe(|| {
            with_helpers(&AnyTime, &|| stack.visit(), |recruiter| {
                recruiter.summon(helpers);
                body();
            });
        }));
        drop(caught);
        stack.frame.take_back();
        assert!(stack.visits.load(Ordering::Relaxed) <= helpers);
    });
}

#[test]
fn enter_against_close() {
    call(1, || ());
    call(2, || ());
}

#[test]
fn the_caller_leaves_while_a_helper_is_inside() {
    call(1, thread::yield_now);
}

#[test]
fn the_caller_unwinds_while_a_helper_is_inside() {
    call(1, || resume_unwind(Box::new(())));
    call(2, || resume_unwind(Box::new(())));
}

#[test]
fn a_helper_that_throws_is_out_as_well() {
    explore(None, || {
        let stack = OnTheStack::new();
        let help = || {
            stack.visit();
            resume_unwind(Box::new(()));
        };
        with_helpers(&AnyTime, &help, |recruiter| {
            recruiter.summon(1);
        });
        stack.frame.take_back();
    });
}
