#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub use amorsize_macros::{ordered, parallel, parallel_block};
pub use amorsize_runtime::{
    Cache, Config, ConfigError, Costs, Decision, IntoSource, Machine, Mode, Ordered, Progress,
    Reason, Reduce, Schedule, Source, SplitIndex, SplitSlice, configure, machine, reset, with_mode,
    with_progress,
};
#[cfg(feature = "report")]
pub use amorsize_runtime::{
    LengthReport, Measured, Prediction, Report, SinkReport, SiteReport, Slice, Timing, Tip,
    Validation, Workload, report, validate,
};

/// What generated code names; nothing here is for use by hand, and none of it is covered by version numbers.
#[doc(hidden)]
pub use amorsize_runtime::__private;

/// The guide in `docs/`, whose examples are tested here. What they show of decisions and reports needs both features.
#[cfg(all(doctest, feature = "parallel", feature = "report"))]
#[doc = include_str!("../docs/getting-started.md")]
#[doc = include_str!("../docs/chains.md")]
pub struct GettingStarted;

/// What decides, and what one can do.
#[cfg(all(doctest, feature = "parallel", feature = "report"))]
#[doc = include_str!("../docs/tuning.md")]
pub struct Tuning;

/// By symptom.
#[cfg(doctest)]
#[doc = include_str!("../docs/troubleshooting.md")]
pub struct Troubleshooting;

/// Reports and `cargo amorsize`.
#[cfg(all(doctest, feature = "parallel", feature = "report"))]
#[doc = include_str!("../docs/report.md")]
pub struct Reports;

/// The index of errors in `docs/`, whose examples must be refused.
#[cfg(doctest)]
#[doc = include_str!("../docs/errors.md")]
pub struct Errors;
