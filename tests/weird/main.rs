//! The expansion must compile wherever a plain function compiles: strict lints, no prelude, names that hide std's and ours.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::pedantic)]
// About what the cases themselves write.
#![allow(
    clippy::decimal_bitwise_operands,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::float_cmp
)]
#![allow(clippy::items_after_statements, clippy::identity_op)]

mod bare;
mod generated;
mod quiet;
mod shadowed;
mod usage;

use amorsize::{Mode, with_mode};

/// Runs the check in every mode.
fn everywhere(check: impl Fn()) {
    for mode in [Mode::Serial, Mode::Auto, Mode::Parallel, Mode::Check] {
        with_mode(mode, &check);
    }
}
