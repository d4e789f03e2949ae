//! What others make of the machine: cores that are busy, memory that is taken. From the texts Linux gives.

use std::path::Path;
use std::time::Duration;

/// A tick of `/proc/stat`: a hundredth of a second on every machine that Rust runs on.
const TICK: Duration = Duration::from_millis(10);

/// The time that CPUs were busy so far, whoever used them.
pub(crate) fn busy(root: &Path, allowed: &[usize]) -> Option<Duration> {
    let text = std::fs::read_to_string(root.join("proc/stat")).ok()?;
    let ticks: u64 = text
        .lines()
        .filter_map(|line| {
            let (number, times) = line.strip_prefix("cpu")?.split_once(' ')?;
            let number: usize = number.parse().ok()?;
            (allowed.is_empty() || allowed.contains(&number)).then(|| ticks(times))
        })
        .sum();
    Some(TICK * u32::try_from(ticks).ok()?)
}

/// user, nice, system, idle, iowait, irq, softirq, and what a hypervisor took away.
fn ticks(times: &str) -> u64 {
    let counts = times.split_whitespace().take(8);
    let busy = counts.enumerate().filter(|(at, _)| !matches!(at, 3 | 4));
    busy.filter_map(|(_, count)| count.parse::<u64>().ok())
        .fold(0, u64::saturating_add)
}

/// A reading of both clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// Since some moment.
    pub(crate) at: Duration,
    /// CPUs were busy.
    pub(crate) busy: Duration,
    /// This process was.
    pub(crate) own: Duration,
}

/// Cores that others kept busy between two readings.
pub(crate) fn others(before: &Reading, now: &Reading) -> f64 {
    let passed = now.at.saturating_sub(before.at).as_secs_f64();
    let busy = now.busy.saturating_sub(before.busy);
    let own = now.own.saturating_sub(before.own);
    if passed > 0.0 {
        busy.saturating_sub(own).as_secs_f64() / passed
    } else {
        0.0
    }
}

/// The share of the memory that is taken, from 0 to 1: of the machine, or of what the control group may use.
pub(crate) fn memory(root: &Path, limit: Option<u64>) -> Option<f64> {
    let group = super::cgroup::memory(root);
    let text = std::fs::read_to_string(root.join("proc/meminfo")).ok();
    let whole = text.as_deref().and_then(|text| {
        let total = super::cpus::memory(text)?;
        let free = super::cpus::available(text)?;
        Some((total.saturating_sub(free), total))
    });
    let group = group.map(|memory| (memory.used, memory.limit));
    let share =
        |(used, total): (u64, u64)| used as f64 / limit.unwrap_or(total).min(total).max(1) as f64;
    match (whole.map(share), group.map(share)) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::tree::Tree;

    #[test]
    fn busy_cores() {
        let text =
            "cpu  9 9 9 9\ncpu0 100 10 20 5000 7 1 2 3 50 0\ncpu1 50 0 0 1 1 0 0 0\nintr 5 5\n";
        let tree = Tree::new(&[("proc/stat", text)]);
        let of = |allowed: &[usize]| busy(tree.root(), allowed).map(|time| time.as_millis());
        assert_eq!(
            (of(&[]), of(&[1]), of(&[7])),
            (Some(1860), Some(500), Some(0))
        );
        assert_eq!(busy(Path::new("/nowhere/at/all"), &[]), None);
        assert_eq!(ticks("garbage -1 99999999999999999999999 x"), 0);
    }

    #[test]
    fn what_others_use() {
        let reading = |at, busy, own| Reading {
            at: Duration::from_secs(at),
            busy: Duration::from_secs(busy),
            own: Duration::from_secs(own),
        };
        let before = reading(10, 50, 5);
        for (now, expected) in [
            (reading(12, 54, 7), 1.0),
            (reading(12, 52, 7), 0.0),
            (reading(12, 51, 9), 0.0),
            (reading(10, 60, 5), 0.0),
            (reading(9, 10, 1), 0.0),
        ] {
            assert_eq!(others(&before, &now), expected, "{now:?}");
        }
    }

    #[test]
    fn taken_memory() {
        let machine = (
            "proc/meminfo",
            "MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 250 kB\n",
        );
        let tree = Tree::new(&[machine]);
        assert_eq!(memory(tree.root(), None), Some(0.75));
        assert_eq!(memory(tree.root(), Some(1_024_000 / 2)), Some(1.5));
        let group = Tree::new(&[
            machine,
            ("proc/self/cgroup", "0::/\n"),
            ("sys/fs/cgroup/memory.max", "1000\n"),
            ("sys/fs/cgroup/memory.current", "900\n"),
        ]);
        assert_eq!(memory(group.root(), None), Some(0.9));
        assert_eq!(memory(Path::new("/nowhere/at/all"), None), None);
    }
}
