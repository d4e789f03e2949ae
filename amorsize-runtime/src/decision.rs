//! What was decided and why: the words of reports.

use std::fmt;

use crate::Schedule;

/// What the next call of a size will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The plain loop on the caller.
    Serial,
    /// The caller and helpers.
    Parallel {
        /// Participants, the caller included.
        workers: usize,
        /// Items per chunk; for schedules that taper, of the smallest chunks.
        chunk: usize,
        /// How chunks are cut.
        schedule: Schedule,
    },
}

impl Decision {
    /// Whether helpers take part.
    #[must_use]
    pub fn is_parallel(&self) -> bool {
        matches!(self, Self::Parallel { .. })
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Serial => f.write_str("serial"),
            Self::Parallel {
                workers,
                chunk,
                schedule: Schedule::Auto,
            } => write!(f, "parallel, {workers} workers, chunk {chunk}"),
            Self::Parallel {
                workers,
                chunk,
                schedule,
            } => write!(f, "parallel, {workers} workers, chunk {chunk}, {schedule}"),
        }
    }
}

/// Why a loop is serial, or why not more workers take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Too little is known yet: the site has not run long enough to be measured.
    Unmeasured,
    /// The work is less than dispatch costs, or more workers would cost more than they bring.
    TooLittleWork,
    /// There are not more items than that.
    FewItems,
    /// Items cost more when several run at once: cores, locks or lines of the cache are shared.
    Contention,
    /// The same, and they compute all the time: what they share is the memory.
    MemoryBound,
    /// Some items take so much longer than others that the participants would wait for the last of them.
    Imbalance,
    /// Merging results in source order takes the time that helpers would save.
    OrderedMerge,
    /// It was tried, and the other way was faster.
    Measured,
    /// Every thread of the pool takes part.
    PoolWidth,
    /// `workers`, [`Config::workers`](crate::Config::workers) or `AMORSIZE_WORKERS` says so.
    WorkersOption,
    /// The process may use one core only.
    OneCore,
    /// The process has a CPU quota.
    Quota,
    /// Other programs keep the other cores busy.
    Busy,
    /// Little memory is left for what chunks keep.
    Memory,
    /// The loop runs inside of another parallel loop.
    Nested,
    /// The process was made by `fork`, which copies no helpers.
    Forked,
    /// The site's `if = …` was false.
    Condition,
    /// A [`Mode`](crate::Mode) forces it.
    Forced,
    /// `AMORSIZE=off`.
    Off,
    /// The program aborts on panic, and an item behind the loop's exit might panic.
    Aborts,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Unmeasured,
        Self::TooLittleWork,
        Self::FewItems,
        Self::Contention,
        Self::MemoryBound,
        Self::Imbalance,
        Self::OrderedMerge,
        Self::Measured,
        Self::PoolWidth,
        Self::WorkersOption,
        Self::OneCore,
        Self::Quota,
        Self::Busy,
        Self::Memory,
        Self::Nested,
        Self::Forked,
        Self::Condition,
        Self::Forced,
        Self::Off,
        Self::Aborts,
    ];

    /// A short name, as in JSON.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unmeasured => "unmeasured",
            Self::TooLittleWork => "too-little-work",
            Self::FewItems => "few-items",
            Self::Contention => "contention",
            Self::MemoryBound => "memory-bound",
            Self::Imbalance => "imbalance",
            Self::OrderedMerge => "ordered-merge",
            Self::Measured => "measured",
            Self::PoolWidth => "pool-width",
            Self::WorkersOption => "workers-option",
            Self::OneCore => "one-core",
            Self::Quota => "quota",
            Self::Busy => "busy",
            Self::Memory => "memory",
            Self::Nested => "nested",
            Self::Forked => "forked",
            Self::Condition => "condition",
            Self::Forced => "forced",
            Self::Off => "off",
            Self::Aborts => "aborts",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unmeasured => "not measured yet",
            Self::TooLittleWork => "too little work for more workers",
            Self::FewItems => "too few items for more workers",
            Self::Contention => "items get dearer when several run at once",
            Self::MemoryBound => "memory bound: items get dearer when several run at once",
            Self::Imbalance => "a few items take most of the time",
            Self::OrderedMerge => "merging in source order takes what helpers save",
            Self::Measured => "measured: the other way was slower",
            Self::PoolWidth => "every thread of the pool takes part",
            Self::WorkersOption => "limited by the workers option",
            Self::OneCore => "one core",
            Self::Quota => "limited by the CPU quota",
            Self::Busy => "other programs keep the cores busy",
            Self::Memory => "little memory is left for results of chunks",
            Self::Nested => "inside of another parallel loop",
            Self::Forked => "in a process made by fork, which has no helpers",
            Self::Condition => "its `if` was false",
            Self::Forced => "forced by the mode",
            Self::Off => "AMORSIZE=off",
            Self::Aborts => "it may be left early, and with panic = \"abort\" an item behind the exit could end the program",
        })
    }
}
