//! Cores and memory, from the texts Linux gives.

use std::collections::BTreeSet;
use std::path::Path;

/// The numbers in a list such as `0-3,8,10-11`; what cannot be read is left out.
pub(crate) fn list(text: &str) -> Vec<usize> {
    let mut numbers = Vec::new();
    for part in text.trim().split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(first), Ok(last)) = (first.trim().parse::<usize>(), last.trim().parse::<usize>())
            // No machine has more; a broken list must not fill the memory.
            && last < 1 << 16
        {
            numbers.extend(first..=last);
        }
    }
    numbers
}

/// (physical, logical) from `/sys/devices/system/cpu`: cores are the distinct sets of siblings.
pub(crate) fn topology(root: &Path) -> Option<(usize, usize)> {
    let cpus = root.join("sys/devices/system/cpu");
    let online = list(&std::fs::read_to_string(cpus.join("online")).ok()?);
    let mut cores = BTreeSet::new();
    for cpu in &online {
        let siblings = cpus.join(format!("cpu{cpu}/topology/thread_siblings_list"));
        cores.insert(list(&std::fs::read_to_string(siblings).ok()?));
    }
    Some((cores.len(), online.len()))
}

/// (physical, logical) from `/proc/cpuinfo`; without core ids, each hardware thread is a core.
pub(crate) fn count(cpuinfo: &str) -> (usize, usize) {
    let mut cores = BTreeSet::new();
    let (mut logical, mut socket) = (0, "");
    for line in cpuinfo.lines() {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        match name.trim() {
            "processor" => logical += 1,
            "physical id" => socket = value.trim(),
            "core id" => {
                cores.insert((socket, value.trim()));
            }
            _ => {}
        }
    }
    let physical = if cores.is_empty() {
        logical
    } else {
        cores.len()
    };
    (physical, logical)
}

/// The machine's memory in bytes, from `/proc/meminfo`.
pub(crate) fn memory(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find(|line| line.starts_with("MemTotal:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        for (text, expected) in [
            ("0-3,8,10-11\n", vec![0, 1, 2, 3, 8, 10, 11]),
            ("0", vec![0]),
            ("", vec![]),
            ("3-1", vec![]),
            ("x,2,-", vec![2]),
            ("0-99999999999", vec![]),
        ] {
            assert_eq!(list(text), expected, "{text:?}");
        }
    }

    #[test]
    fn cpuinfo() {
        let smt = "processor\t: 0\nphysical id\t: 0\ncore id\t\t: 0\n\nprocessor\t: 1\nphysical id\t: 0\ncore id\t\t: 0\n\n\
                   processor\t: 2\nphysical id\t: 1\ncore id\t\t: 0\n";
        assert_eq!(count(smt), (2, 3));
        assert_eq!(
            count("processor : 0\nBogoMIPS : 1\nprocessor : 1\n"),
            (2, 2)
        );
        assert_eq!(count("nonsense"), (0, 0));
    }

    #[test]
    fn meminfo() {
        assert_eq!(
            memory("MemTotal:       2048 kB\nMemFree: 1 kB\n"),
            Some(2 << 20)
        );
        for text in [
            "",
            "MemTotal:",
            "MemTotal: x kB",
            "MemTotal: 18446744073709551615 kB",
        ] {
            assert_eq!(memory(text), None, "{text:?}");
        }
    }
}
