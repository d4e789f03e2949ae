//! Settings for the whole process, given in code.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use crate::{Mode, Schedule};

/// Settings for every site of the process; what is not set keeps its default. A site's own options
/// are stronger, and so is `AMORSIZE=off`; the other environment variables are weaker.
///
/// ```ignore
/// amorsize::configure(amorsize::Config::default().workers(4))?;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Config {
    pub(crate) mode: Option<Mode>,
    pub(crate) workers: Option<usize>,
    pub(crate) chunk: Option<usize>,
    pub(crate) target_chunk: Option<Duration>,
    pub(crate) schedule: Option<Schedule>,
    pub(crate) min_chunk: Option<usize>,
    pub(crate) sample_time: Option<Duration>,
    pub(crate) sample_items: Option<usize>,
    pub(crate) explore: Option<f64>,
    pub(crate) calibrate: Option<bool>,
    pub(crate) load_aware: Option<bool>,
    pub(crate) cpu_threshold: Option<f64>,
    pub(crate) memory_threshold: Option<f64>,
    pub(crate) memory_limit: Option<u64>,
}

impl Config {
    /// The mode outside of [`with_mode`](crate::with_mode). Default: `Auto`.
    #[must_use]
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = Some(mode);
        self
    }

    /// At most this many participants, the caller included. Default: the pool's width.
    #[must_use]
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = Some(workers);
        self
    }

    /// The same as [`workers`](Self::workers), by the name other libraries have for it.
    #[must_use]
    pub fn max_workers(self, workers: usize) -> Self {
        self.workers(workers)
    }

    /// Exactly this many items per chunk. Default: by the cost model.
    #[must_use]
    pub fn chunk(mut self, items: usize) -> Self {
        self.chunk = Some(items);
        self
    }

    /// The time the smallest chunks should take. Default: 20 µs.
    #[must_use]
    pub fn target_chunk(mut self, time: Duration) -> Self {
        self.target_chunk = Some(time);
        self
    }

    /// At least this many items per chunk, once a loop is decided; the last one may have fewer, and `chunk` is stronger.
    /// Default: 1.
    #[must_use]
    pub fn min_chunk(mut self, items: usize) -> Self {
        self.min_chunk = Some(items);
        self
    }

    /// How chunks are cut. Default: [`Schedule::Auto`].
    #[must_use]
    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedule = Some(schedule);
        self
    }

    /// How long the first call of a site runs on the caller before it is decided. Default: 5 µs.
    #[must_use]
    pub fn sample_time(mut self, time: Duration) -> Self {
        self.sample_time = Some(time);
        self
    }

    /// At most about this many items of a first call are run before it is decided, however short they are: the last run of
    /// the sample may go a little beyond it. Default: no limit but the time.
    #[must_use]
    pub fn sample_items(mut self, items: usize) -> Self {
        self.sample_items = Some(items);
        self
    }

    /// The share of a site's time that may be lost by trying what did not look best, from 0 (never
    /// try) to 1. Default: 0.02.
    #[must_use]
    pub fn explore(mut self, share: f64) -> Self {
        self.explore = Some(share);
        self
    }

    /// Whether it is measured what help costs here, once loops have run for long enough to pay for
    /// it; else what is usual is supposed. Default: `true`.
    #[must_use]
    pub fn calibrate(mut self, calibrate: bool) -> Self {
        self.calibrate = Some(calibrate);
        self
    }

    /// Whether cores that other programs keep busy are left to them. It is looked at once a second, by a helper. Default:
    /// `true`.
    #[must_use]
    pub fn load_aware(mut self, aware: bool) -> Self {
        self.load_aware = Some(aware);
        self
    }

    /// The share of the cores, from 0 to 1, that other programs must use before it counts. Default: 0.25.
    #[must_use]
    pub fn cpu_threshold(mut self, share: f64) -> Self {
        self.cpu_threshold = Some(share);
        self
    }

    /// The share of the memory, from 0 to 1, that must be taken before loops whose chunks keep results to be merged later
    /// are left to the caller alone. Default: 0.9.
    #[must_use]
    pub fn memory_threshold(mut self, share: f64) -> Self {
        self.memory_threshold = Some(share);
        self
    }

    /// The memory that counts as all there is, in bytes, where that is less than the machine or the control group allows.
    #[must_use]
    pub fn memory_limit(mut self, bytes: u64) -> Self {
        self.memory_limit = Some(bytes);
        self
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.workers == Some(0) {
            return Err(ConfigError::Workers);
        }
        if self.chunk == Some(0) {
            return Err(ConfigError::Chunk);
        }
        if self.target_chunk == Some(Duration::ZERO) {
            return Err(ConfigError::TargetChunk);
        }
        if self.sample_time == Some(Duration::ZERO) {
            return Err(ConfigError::SampleTime);
        }
        if self.min_chunk == Some(0) {
            return Err(ConfigError::MinChunk);
        }
        if self.sample_items == Some(0) {
            return Err(ConfigError::SampleItems);
        }
        if self.memory_limit == Some(0) {
            return Err(ConfigError::MemoryLimit);
        }
        // NaN is in no range.
        let is_share = |share: Option<f64>| share.is_none_or(|share| (0.0..=1.0).contains(&share));
        for (share, error) in [
            (self.explore, ConfigError::Explore),
            (self.cpu_threshold, ConfigError::CpuThreshold),
            (self.memory_threshold, ConfigError::MemoryThreshold),
        ] {
            if !is_share(share) {
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Why a [`Config`] was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// `workers` is 0.
    Workers,
    /// `chunk` is 0.
    Chunk,
    /// `target_chunk` is zero.
    TargetChunk,
    /// `sample_time` is zero.
    SampleTime,
    /// `explore` is not between 0 and 1.
    Explore,
    /// `min_chunk` is 0.
    MinChunk,
    /// `sample_items` is 0.
    SampleItems,
    /// `cpu_threshold` is not between 0 and 1.
    CpuThreshold,
    /// `memory_threshold` is not between 0 and 1.
    MemoryThreshold,
    /// `memory_limit` is 0.
    MemoryLimit,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Workers => "`workers` is 0; the caller itself counts as one, so give at least 1",
            Self::Chunk => "`chunk` is 0; a chunk has at least 1 item",
            Self::TargetChunk => "`target_chunk` is zero; give a time such as 20 µs",
            Self::SampleTime => "`sample_time` is zero; give a time such as 5 µs",
            Self::Explore => "`explore` is not between 0 and 1; the default is 0.02",
            Self::MinChunk => "`min_chunk` is 0; a chunk has at least 1 item",
            Self::SampleItems => {
                "`sample_items` is 0; at least 1 item must be run to know what it costs"
            }
            Self::CpuThreshold => "`cpu_threshold` is not between 0 and 1; the default is 0.25",
            Self::MemoryThreshold => {
                "`memory_threshold` is not between 0 and 1; the default is 0.9"
            }
            Self::MemoryLimit => "`memory_limit` is 0; give it in bytes, or leave it out",
        })
    }
}

impl std::error::Error for ConfigError {}

static CONFIG: RwLock<Config> = RwLock::new(EMPTY);
/// Whether anything was ever configured: most programs do not, and need no lock to know.
static CONFIGURED: AtomicBool = AtomicBool::new(false);
const EMPTY: Config = Config {
    mode: None,
    workers: None,
    chunk: None,
    target_chunk: None,
    schedule: None,
    min_chunk: None,
    sample_time: None,
    sample_items: None,
    explore: None,
    calibrate: None,
    load_aware: None,
    cpu_threshold: None,
    memory_threshold: None,
    memory_limit: None,
};

/// Replaces the settings of the process; calls already running keep theirs.
///
/// # Errors
///
/// A value that makes no sense: then nothing is changed.
pub fn configure(config: Config) -> Result<(), ConfigError> {
    config.check()?;
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    if crate::exec::forked() {
        // Loops are the plain ones here, and a thread of the parent's may hold the lock.
        return Ok(());
    }
    *CONFIG.write().unwrap_or_else(PoisonError::into_inner) = config;
    CONFIGURED.store(true, Ordering::SeqCst);
    crate::epoch::changed();
    Ok(())
}

/// The settings in force.
#[cfg(any(test, feature = "report", all(feature = "parallel", not(amorsize_off))))]
pub(crate) fn current() -> Config {
    if CONFIGURED.load(Ordering::SeqCst) {
        *CONFIG.read().unwrap_or_else(PoisonError::into_inner)
    } else {
        EMPTY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_refused() {
        let base = Config::default;
        for (config, error) in [
            (base().workers(0), ConfigError::Workers),
            (base().chunk(0), ConfigError::Chunk),
            (
                base().target_chunk(Duration::ZERO),
                ConfigError::TargetChunk,
            ),
            (base().sample_time(Duration::ZERO), ConfigError::SampleTime),
            (base().explore(f64::NAN), ConfigError::Explore),
            (base().explore(-0.1), ConfigError::Explore),
            (base().explore(1.5), ConfigError::Explore),
            (base().min_chunk(0), ConfigError::MinChunk),
            (base().sample_items(0), ConfigError::SampleItems),
            (base().cpu_threshold(-1.0), ConfigError::CpuThreshold),
            (base().cpu_threshold(f64::NAN), ConfigError::CpuThreshold),
            (base().memory_threshold(2.0), ConfigError::MemoryThreshold),
            (base().memory_limit(0), ConfigError::MemoryLimit),
            (base().max_workers(0), ConfigError::Workers),
        ] {
            assert_eq!(configure(config), Err(error));
            assert!(!error.to_string().is_empty());
        }
        assert_eq!(base().workers(3).explore(0.0).check(), Ok(()));
        assert_eq!(current(), EMPTY);
    }
}
