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

/// What `/sys/devices/system/cpu` tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Topology {
    pub(crate) physical: usize,
    pub(crate) logical: usize,
    /// How strong each hardware thread is, of the strongest; empty where they are alike.
    pub(crate) capacities: Vec<f64>,
}

/// Reads few files: where hardware threads are alike, one of them says what the others are.
pub(crate) fn topology(root: &Path) -> Option<Topology> {
    let cpus = root.join("sys/devices/system/cpu");
    let read = |name: String| std::fs::read_to_string(cpus.join(name)).ok();
    let online = list(&read("online".to_owned())?);
    let (first, last) = (*online.first()?, *online.last()?);
    let capacity = |cpu: usize| read(format!("cpu{cpu}/cpu_capacity"))?.trim().parse().ok();
    let siblings = |cpu: usize| {
        read(format!("cpu{cpu}/topology/thread_siblings_list")).map(|text| list(&text))
    };

    // Those of a kind are numbered one after the other.
    if capacity(first) != capacity(last) {
        let of_all: Option<Vec<f64>> = online.iter().map(|&cpu| capacity(cpu)).collect();
        let of_all = of_all?;
        let most = of_all.iter().copied().fold(1.0, f64::max);
        let cores: Option<BTreeSet<Vec<usize>>> = online.iter().map(|&cpu| siblings(cpu)).collect();
        return Some(Topology {
            physical: cores?.len(),
            logical: online.len(),
            capacities: of_all.iter().map(|one| one / most).collect(),
        });
    }
    let alone = read("smt/active".to_owned()).is_some_and(|text| text.trim() == "0");
    let threads = if alone {
        1
    } else {
        siblings(first)?.len().max(1)
    };
    Some(Topology {
        physical: online.len().div_ceil(threads),
        logical: online.len(),
        capacities: Vec::new(),
    })
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

/// The memory that could be had, in bytes, from `/proc/meminfo`.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) fn available(meminfo: &str) -> Option<u64> {
    let line = meminfo
        .lines()
        .find(|line| line.starts_with("MemAvailable:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::tree::Tree;

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
    fn threads_of_cores() {
        let two = Tree::new(&[
            ("sys/devices/system/cpu/online", "0-7\n"),
            ("sys/devices/system/cpu/smt/active", "1\n"),
            (
                "sys/devices/system/cpu/cpu0/topology/thread_siblings_list",
                "0,4\n",
            ),
        ]);
        let found = topology(two.root()).expect("readable");
        assert_eq!((found.physical, found.logical), (4, 8));
        let one = Tree::new(&[
            ("sys/devices/system/cpu/online", "0-2\n"),
            ("sys/devices/system/cpu/smt/active", "0\n"),
        ]);
        let found = topology(one.root()).expect("readable");
        assert_eq!((found.physical, found.logical), (3, 3));
        assert!(found.capacities.is_empty());
        assert_eq!(topology(Path::new("/nowhere/at/all")), None);
    }

    #[test]
    fn strong_and_weak_cores() {
        let cpu = "sys/devices/system/cpu/cpu";
        let strong = [(0, "0,1"), (1, "0,1"), (2, "2"), (3, "3")];
        let mut files = vec![(
            "sys/devices/system/cpu/online".to_owned(),
            "0-3\n".to_owned(),
        )];
        for (number, siblings) in strong {
            let capacity = if number < 2 { "1024\n" } else { "512\n" };
            files.push((format!("{cpu}{number}/cpu_capacity"), capacity.to_owned()));
            let name = format!("{cpu}{number}/topology/thread_siblings_list");
            files.push((name, siblings.to_owned()));
        }
        let files: Vec<_> = files
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let tree = Tree::new(&files);
        let found = topology(tree.root()).expect("readable");
        assert_eq!((found.physical, found.logical), (3, 4));
        assert_eq!(found.capacities, [1.0, 1.0, 0.5, 0.5]);
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
