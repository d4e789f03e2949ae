//! The expansion must compile wherever a plain function compiles: strict lints, no prelude, names that hide std's and ours.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::pedantic)]

mod bare;
mod generated;
mod shadowed;
mod usage;

use amorsize::{Mode, with_mode};

/// Runs the check in every mode.
fn everywhere(check: impl Fn()) {
    for mode in [Mode::Serial, Mode::Auto, Mode::Parallel] {
        with_mode(mode, &check);
    }
}
