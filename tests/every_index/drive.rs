//! Every item, every way out, every place; forced and not, with several cuts.

use crate::at::{At, Place, Way};
use crate::counted::Ledger;
use crate::harness::{self, Outcome};
use crate::seen::Seen;
use amorsize::{Mode, with_mode};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Not a multiple of any chunk but one, and prime to the step of [`At::other`].
const N: usize = 7;

/// How it runs, how many take part, how long chunks are, and whether the caller is a worker of a pool.
const CUTS: [(Mode, usize, usize, bool); 14] = [
    (Mode::Parallel, 2, 1, false),
    (Mode::Parallel, 8, 1, false),
    (Mode::Parallel, 2, 2, false),
    (Mode::Parallel, 3, 3, false),
    (Mode::Parallel, 8, 4, false),
    (Mode::Parallel, 1, 2, false),
    (Mode::Parallel, 2, 100, false),
    (Mode::Parallel, 3, 1, true),
    (Mode::Parallel, 8, 2, true),
    (Mode::Auto, 2, 1, false),
    (Mode::Auto, 8, 2, false),
    (Mode::Serial, 2, 2, false),
    (Mode::Check, 2, 1, false),
    (Mode::Check, 8, 3, false),
];

/// The functions of one form.
pub struct Form<S> {
    pub name: &'static str,
    pub ways: &'static [Way],
    pub start: fn(&At) -> S,
    /// Takes away what a panic leaves open: what items behind the first so many have written in place.
    pub trim: fn(&mut S, usize),
    pub plain: fn(&At, &mut S) -> Result<usize, String>,
    pub annotated: fn(&At, &mut S) -> Result<usize, String>,
}

/// Drives a form that changes a state.
pub fn form<S: Seen>(form: Form<S>) {
    let run = |x: &At, f: fn(&At, &mut S) -> Result<usize, String>| {
        let mut state = (form.start)(x);
        let end = catch_unwind(AssertUnwindSafe(|| f(x, &mut state)));
        if end.is_err() {
            (form.trim)(&mut state, x.stop + 1);
        }
        let mut seen = Vec::new();
        match &end {
            Ok(value) => value.seen(&mut seen),
            Err(panic) => harness::text(&**panic).seen(&mut seen),
        }
        state.seen(&mut seen);
        drop(end);
        x.ledger.settled().0.seen(&mut seen);
        seen
    };
    let plain = |x: &At| run(x, form.plain);
    let annotated = |x: &At| run(x, form.annotated);
    compare(form.name, form.ways, &plain, &annotated);
}

/// Drives a form that gives a value.
pub fn value<T: Seen>(name: &str, plain: fn(&At) -> T, annotated: fn(&At) -> T) {
    let run = |x: &At, f: fn(&At) -> T| {
        let value = f(x);
        let mut seen = Vec::new();
        value.seen(&mut seen);
        x.ledger.settled().0.seen(&mut seen);
        seen
    };
    let ways = [Way::Break, Way::Panic];
    compare(name, &ways, &|x| run(x, plain), &|x| run(x, annotated));
}

type Run<'a> = &'a (dyn Fn(&At) -> Vec<u8> + Sync);

fn compare(name: &str, ways: &[Way], plain: Run<'_>, annotated: Run<'_>) {
    harness::prepare();
    let places = [Place::Early, Place::Inside, Place::Late];
    let mut turn = 0;
    for stop in 0..N {
        // Another part of the cuts for the same way at the next item.
        turn += 1;
        for &way in ways {
            for place in places {
                for all_leave in [false, true] {
                    turn += 1;
                    let leaving = Leaving {
                        stop,
                        all_leave,
                        way,
                        place,
                    };
                    one(name, leaving, turn, plain, annotated);
                }
            }
        }
    }
    // Nobody.
    let leaving = Leaving {
        stop: N,
        all_leave: false,
        way: Way::Panic,
        place: Place::Late,
    };
    for turn in 0..SHARE {
        one(name, leaving, turn, plain, annotated);
    }
}

/// Which item leaves, how and where.
#[derive(Clone, Copy, Debug)]
struct Leaving {
    stop: usize,
    all_leave: bool,
    way: Way,
    place: Place,
}

/// A part of the cuts each time, in turns: all of them for each item.
const SHARE: usize = 4;

fn one(name: &str, leaving: Leaving, turn: usize, plain: Run<'_>, annotated: Run<'_>) {
    let at = |f: Run<'_>, late| {
        let ledger = Arc::new(Ledger::default());
        let x = At {
            n: N,
            stop: leaving.stop,
            all_leave: leaving.all_leave,
            way: leaving.way,
            place: leaving.place,
            late,
            ledger: ledger.clone(),
        };
        let outcome = harness::run(|| f(&x));
        (outcome, ledger.settled())
    };
    let expected = at(plain, false);
    assert_eq!(expected.1, (0, 0), "{name}, plain");
    for (number, (mode, workers, chunk, inside)) in CUTS.into_iter().enumerate() {
        if number % SHARE != turn % SHARE && !harness::long() {
            continue;
        }
        let late = leaving.all_leave && mode == Mode::Parallel && workers > 1;
        let go = || {
            harness::choose(workers, chunk);
            with_mode(mode, || at(annotated, late))
        };
        let got: (Outcome, _) = if inside {
            harness::pool().install(go)
        } else {
            go()
        };
        assert_eq!(
            got, expected,
            "{name}: {leaving:?}, {mode:?}, {workers} workers, chunk {chunk}, inside a pool: {inside}"
        );
    }
}
