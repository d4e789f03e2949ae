//! The faults of the reliability table: each is made to happen, in a process of its own with a watchdog, and the promise is checked.
//!
//! `cargo test -p amorsize-tests --test faults` runs those that take seconds; `-- F21 F3` those whose names begin so; `-- --table`
//! writes the table in `docs/reliability.md`, or those rows of it. `AMORSIZE_LONG=1` repeats more, and with `--table` also runs the tests elsewhere.

mod beyond;
mod clocks;
mod config;
mod deadlocks;
mod elsewhere;
mod kit;
mod lies;
mod once;
mod panics;
mod process;
mod programs;
mod resources;
mod runner;
mod soak;
mod table;

use std::process::ExitCode;

/// One fault of the table.
pub struct Fault {
    pub id: &'static str,
    pub what: &'static str,
    /// What is promised, and the number of the promise in `docs/reliability.md`.
    pub promise: &'static str,
    pub held: Held,
}

/// What shows that a promise is kept.
pub enum Held {
    /// A function that makes the fault happen and panics if the promise is broken. It runs in a child with these variables.
    Here {
        run: fn(),
        variables: &'static [(&'static str, &'static str)],
        /// After so many seconds it counts as hung.
        seconds: u64,
    },
    /// Tests of other suites: package, target, file, function.
    Elsewhere(&'static [Test]),
    /// Builds for these targets, where the standard library is installed for them.
    Target(&'static [&'static str]),
}

/// A test of another suite.
pub struct Test {
    pub package: &'static str,
    /// `--lib`, or the name of a test target.
    pub target: &'static str,
    /// Path of the file from the workspace's folder, and the function in it.
    pub file: &'static str,
    pub function: &'static str,
}

/// A fault that is made to happen here, with a pool four wide.
pub const fn here(id: &'static str, what: &'static str, promise: &'static str, run: fn()) -> Fault {
    with(id, what, promise, &[("RAYON_NUM_THREADS", "4")], run)
}

/// The same, with other variables.
pub const fn with(
    id: &'static str,
    what: &'static str,
    promise: &'static str,
    variables: &'static [(&'static str, &'static str)],
    run: fn(),
) -> Fault {
    let held = Held::Here {
        run,
        variables,
        seconds: 60,
    };
    Fault {
        id,
        what,
        promise,
        held,
    }
}

/// A fault of a program that is built first.
pub const fn built(
    id: &'static str,
    what: &'static str,
    promise: &'static str,
    run: fn(),
) -> Fault {
    let held = Held::Here {
        run,
        variables: &[],
        seconds: 600,
    };
    Fault {
        id,
        what,
        promise,
        held,
    }
}

fn all() -> Vec<&'static Fault> {
    let mut all: Vec<&Fault> = [
        panics::FAULTS,
        panics::LINES,
        once::FAULTS,
        deadlocks::FAULTS,
        resources::FAULTS,
        process::FAULTS,
        clocks::FAULTS,
        config::FAULTS,
        elsewhere::FAULTS,
        programs::FAULTS,
        beyond::FAULTS,
        soak::FAULTS,
    ]
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|fault| fault.id);
    all
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some(runner::CHILD) => runner::child(&all(), &arguments[1..]),
        _ => runner::parent(&all(), &arguments),
    }
}
