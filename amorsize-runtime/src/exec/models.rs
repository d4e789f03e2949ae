//! The protocol in loom: every interleaving of a caller and its helpers.
//!
//! `RUSTFLAGS="--cfg loom" cargo test -p amorsize-runtime --release --lib models`

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use loom::cell::UnsafeCell;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;

use super::protocol::{Helper, Summon, with_helpers};

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

/// The caller's frame: loom fails the model if a helper reads it while, or after, the caller
/// takes it back.
struct OnTheStack {
    frame: UnsafeCell<usize>,
    visits: AtomicUsize,
}

impl OnTheStack {
    fn new() -> Self {
        Self {
            frame: UnsafeCell::new(1),
            visits: AtomicUsize::new(0),
        }
    }

    fn visit(&self) {
        // SAFETY: a read; loom checks that nobody writes meanwhile.
        let seen = self.frame.with(|frame| unsafe { *frame });
        assert_eq!(seen, 1, "the frame is not the call's any more");
        self.visits.fetch_add(1, Ordering::Relaxed);
    }

    fn take_back(&self) {
        // SAFETY: a write; loom checks that nobody else is there.
        self.frame.with_mut(|frame| unsafe { *frame = 2 });
    }
}

// SAFETY: loom checks every access.
unsafe impl Sync for OnTheStack {}

fn call(helpers: usize, body: impl Fn() + Sync + Send + 'static) {
    let mut model = loom::model::Builder::new();
    // Two helpers and a caller: all interleavings take minutes, three preemptions seconds.
    model.preemption_bound = (helpers > 1).then_some(3);
    model.check(move || {
        let stack = OnTheStack::new();
        let caught = catch_unwind(AssertUnwindSafe(|| {
            with_helpers(&AnyTime, &|| stack.visit(), |recruiter| {
                recruiter.summon(helpers);
                body();
            });
        }));
        drop(caught);
        stack.take_back();
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
    loom::model(|| {
        let stack = OnTheStack::new();
        let help = || {
            stack.visit();
            resume_unwind(Box::new(()));
        };
        with_helpers(&AnyTime, &help, |recruiter| {
            recruiter.summon(1);
        });
        stack.take_back();
    });
}
