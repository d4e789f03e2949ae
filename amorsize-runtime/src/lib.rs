//! The runtime of [amorsize](https://docs.rs/amorsize). Use it through the crate `amorsize`.
//!
//! Policy (`cost`, `decide`, `schedule`) is pure; `unsafe` lives in `exec` and `source`.

// Parts of the policy and of the settings are for reports, or for the executor, alone.
#![cfg_attr(
    not(all(feature = "parallel", feature = "report", not(amorsize_off))),
    allow(dead_code)
)]

mod chain;
mod check;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod clock;
mod config;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod cost;
mod costs;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod decide;
mod decision;
mod env;
mod epoch;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod exec;
mod exit;
mod machine;
mod mode;
#[cfg(not(all(feature = "parallel", not(amorsize_off))))]
mod off;
mod progress;
pub mod reduce;
#[cfg(feature = "report")]
mod report;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod run;
mod say;
mod schedule;
#[cfg(all(test, feature = "parallel", not(amorsize_off), not(loom)))]
mod sim;
mod sink;
mod site;
mod source;
mod spare;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod sync;
#[cfg(all(feature = "parallel", feature = "report", not(amorsize_off)))]
mod trace;

pub use config::{Config, ConfigError, configure};
pub use costs::Costs;
pub use decision::{Decision, Reason};
pub use machine::{Cache, Machine, machine};
pub use mode::{Mode, with_mode};
pub use progress::{Progress, with_progress};
pub use reduce::Reduce;
#[cfg(feature = "report")]
pub use report::{
    LengthReport, Measured, Prediction, Report, SinkReport, SiteReport, Slice, Timing, Tip,
    Validation, Workload, report, validate,
};
pub use schedule::Schedule;
pub use sink::Ordered;
pub use site::reset;
pub use source::{IntoSource, Source, SplitIndex, SplitSlice};

/// What `cargo amorsize` needs. Not for use by hand, and not covered by version numbers.
#[cfg(feature = "report")]
#[doc(hidden)]
pub use report::tools as __tools;

/// What generated code names. Not for use by hand, and not covered by version numbers.
#[doc(hidden)]
pub mod __private {
    pub use crate::check::{Again, Before, Check, Exact, Given, methods as checks, whole};
    pub use crate::exit::*;
    pub use crate::reduce;
    pub use crate::schedule::Schedule;
    pub use crate::sink::*;
    pub use crate::site::{Call, Options, Plan, PoolRef, SinkPlan, Site, Tier};
    pub use crate::source::*;
    pub use std::clone::Clone;
    pub use std::iter::{Iterator, once};
    pub use std::mem::drop;
    pub use std::mem::take;
    pub use std::option::Option;
    pub use std::result::Result;
    pub use std::time::Duration;
    pub use std::vec::Vec;
    pub use std::{cfg, format, format_args};

    /// Iterator chains.
    pub mod chain {
        pub use crate::chain::*;
    }
}
