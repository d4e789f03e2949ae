//! What changes while a program runs: quota, other programs' load, memory. Looked at once a second at most, and never by a
//! caller: a helper does it before it goes to sleep. While others keep cores busy no helper may be awake for long, so a thread
//! of its own looks until they do not.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::cgroup;
use super::load::{self, Reading};
use crate::{config, exec};

const PAUSE: Duration = Duration::from_secs(1);
/// Less than this many cores is what every machine does beside.
const QUIET: f64 = 0.2;

/// Numbers as bits; NaN is none. Relaxed everywhere: whoever reads an old one decides as a moment before.
struct Number(AtomicU64);

impl Number {
    const fn none() -> Self {
        Self(AtomicU64::new(f64::NAN.to_bits()))
    }

    fn get(&self) -> Option<f64> {
        let number = f64::from_bits(self.0.load(Ordering::Relaxed));
        (!number.is_nan()).then_some(number)
    }

    fn set(&self, number: Option<f64>) {
        let bits = number.unwrap_or(f64::NAN).to_bits();
        self.0.store(bits, Ordering::Relaxed);
    }
}

static QUOTA: Number = Number::none();
static BUSY: Number = Number::none();
static MEMORY: Number = Number::none();

static LAST: Mutex<Option<(Instant, Option<Reading>)>> = Mutex::new(None);
static WATCH: exec::Watch = exec::Watch::new(PAUSE, PAUSE, refresh);

/// The quota in cores.
pub(crate) fn quota() -> Option<f64> {
    QUOTA.get()
}

pub(super) fn set_quota(quota: Option<f64>) {
    QUOTA.set(quota);
}

/// Cores that other programs keep busy.
pub(crate) fn busy() -> f64 {
    // Unit tests of decisions must not depend on what else the machine does.
    if cfg!(test) {
        return 0.0;
    }
    BUSY.get().unwrap_or(0.0)
}

/// The share of the memory that is taken.
pub(crate) fn memory() -> Option<f64> {
    MEMORY.get()
}

/// From now on somebody looks.
pub(super) fn begin() {
    exec::when_idle(|| {
        if refresh() && WATCH.is_there() {
            WATCH.wake();
        }
    });
}

/// Looks, if it is time; says whether to look again without being asked.
fn refresh() -> bool {
    let Some(mut last) = LAST.try_lock() else {
        return false;
    };
    if let Some((at, _)) = *last
        && at.elapsed() < PAUSE - PAUSE / 20
    {
        return busy() > QUIET;
    }
    let root = Path::new("/");
    let before = last.and_then(|(_, reading)| reading);
    let reading = read(root);
    *last = Some((Instant::now(), reading));
    drop(last);

    set_quota(cgroup::quota(root));
    MEMORY.set(load::memory(root, config::current().memory_limit));
    let others = before
        .zip(reading)
        .map(|(before, now)| load::others(&before, &now));
    // In halves of a core: what flickers must not change decisions.
    BUSY.set(others.map(|others| (others * 2.0).round() / 2.0));
    let is_busy = busy() > QUIET;
    exec::be_brief(is_busy);
    is_busy
}

fn read(root: &Path) -> Option<Reading> {
    static BORN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    Some(Reading {
        at: BORN.get_or_init(Instant::now).elapsed(),
        busy: load::busy(root, exec::allowed())?,
        own: Duration::from_nanos(exec::process_time()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let number = Number::none();
        assert_eq!(number.get(), None);
        number.set(Some(1.5));
        assert_eq!(number.get(), Some(1.5));
        number.set(None);
        assert_eq!(number.get(), None);
    }

    #[test]
    #[cfg(all(target_os = "linux", target_pointer_width = "64"))]
    fn this_machine_can_be_read() {
        let before = read(Path::new("/")).expect("Linux tells");
        std::thread::sleep(Duration::from_millis(30));
        let now = read(Path::new("/")).expect("Linux tells");
        assert!(now.at > before.at && now.busy >= before.busy && now.own >= before.own);
        assert!(load::memory(Path::new("/"), None).is_some_and(|share| share > 0.0));
    }
}
