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
    pub(crate) sample_time: Option<Duration>,
    pub(crate) explore: Option<f64>,
    pub(crate) calibrate: Option<bool>,
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
        match self.explore {
            // Written so that NaN is refused too.
            Some(share) if !(0.0..=1.0).contains(&share) => Err(ConfigError::Explore),
            _ => Ok(()),
        }
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
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Workers => "`workers` is 0; the caller itself counts as one, so give at least 1",
            Self::Chunk => "`chunk` is 0; a chunk has at least 1 item",
            Self::TargetChunk => "`target_chunk` is zero; give a time such as 20 µs",
            Self::SampleTime => "`sample_time` is zero; give a time such as 5 µs",
            Self::Explore => "`explore` is not between 0 and 1; the default is 0.02",
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
    sample_time: None,
    explore: None,
    calibrate: None,
};

/// Replaces the settings of the process; calls already running keep theirs.
///
/// # Errors
///
/// A value that makes no sense: then nothing is changed.
pub fn configure(config: Config) -> Result<(), ConfigError> {
    config.check()?;
    *CONFIG.write().unwrap_or_else(PoisonError::into_inner) = config;
    CONFIGURED.store(true, Ordering::SeqCst);
    crate::site::disarm();
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
        ] {
            assert_eq!(configure(config), Err(error));
            assert!(!error.to_string().is_empty());
        }
        assert_eq!(base().workers(3).explore(0.0).check(), Ok(()));
        assert_eq!(current(), EMPTY);
    }
}
