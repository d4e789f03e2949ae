//! The protocol under a checker: every interleaving of a caller and its helpers.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::checker::{Frame, explore, thread};
use super::protocol::{Helper, Summon, with_helpers};
use super::seat::{Mark, Seat};
use crate::sync::{Arc, AtomicBool, AtomicUsize, Ordering};

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

/// A helper with a seat of its own, as `own.rs` has them.
struct Seated {
    seat: Seat,
    over: AtomicBool,
}

impl Summon for Seated {
    fn summon(&self, _: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
        let marks = [Mark::Spinning, Mark::Parked];
        usize::from(marks.into_iter().any(|mark| self.seat.give(mark, helper())))
    }
}

impl Seated {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            seat: Seat::new(None),
            over: AtomicBool::new(false),
        })
    }

    /// What a helper does all its life.
    fn serve(&self) {
        let over = || self.over.load(Ordering::SeqCst);
        while !over() {
            if let Some(helper) = self.seat.wait(over, || false, || ()) {
                helper.run();
            }
        }
    }

    /// A call that waits for the helper it was promised: the model ends only if each invitation that
    /// was given is taken, asleep or not.
    fn call(&self) {
        let stack = OnTheStack::new();
        with_helpers(self, &|| stack.visit(), |recruiter| {
            if recruiter.summon(1) == 1 {
                while stack.visits.load(Ordering::SeqCst) == 0 {
                    thread::yield_now();
                }
            }
        });
        stack.frame.take_back();
    }
}

/// A helper that is started while `others` call already, and that is called when it spins, when it
/// sleeps, and in between.
fn seat(others: usize) {
    explore(Some(3), move || {
        let seated = Seated::new();
        let callers: Vec<_> = (0..others)
            .map(|_| {
                let seated = Arc::clone(&seated);
                thread::spawn(move || seated.call())
            })
            .collect();
        let mine = Arc::clone(&seated);
        let helper = thread::spawn(move || mine.serve());
        let _ = seated.seat.thread.set(helper.thread().clone());
        seated.call();
        for caller in callers {
            caller.join().expect("ends well");
        }
        seated.over.store(true, Ordering::SeqCst);
        helper.thread().unpark();
        helper.join().expect("ends well");
    });
}

#[test]
fn a_seat_that_is_called_as_it_falls_asleep() {
    seat(0);
}

#[test]
fn a_seat_that_two_call_while_it_is_started() {
    seat(1);
}
