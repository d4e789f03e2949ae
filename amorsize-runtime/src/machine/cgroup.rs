//! What the control groups of Linux allow, versions 1 and 2.

use std::path::{Path, PathBuf};

/// A limit of memory and what is in use of it, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory {
    pub(crate) limit: u64,
    pub(crate) used: u64,
}

/// The CPU quota in cores: the lowest of the group of this process and of those around it.
pub(crate) fn quota(root: &Path) -> Option<f64> {
    let quotas = folders(root, "cpu").into_iter().filter_map(|group| {
        if group.second {
            return quota_v2(&group.read("cpu.max")?);
        }
        quota_v1(
            &group.read("cpu.cfs_quota_us")?,
            &group.read("cpu.cfs_period_us")?,
        )
    });
    quotas.min_by(f64::total_cmp)
}

/// The memory limit of the group of this process and of those around it that leaves least.
pub(crate) fn memory(root: &Path) -> Option<Memory> {
    let limits = folders(root, "memory").into_iter().filter_map(|group| {
        let (limit, used) = if group.second {
            ("memory.max", "memory.current")
        } else {
            ("memory.limit_in_bytes", "memory.usage_in_bytes")
        };
        Some(Memory {
            limit: bytes(&group.read(limit)?)?,
            used: group.read(used).and_then(|text| bytes(&text)).unwrap_or(0),
        })
    });
    limits.min_by_key(|memory| memory.limit.saturating_sub(memory.used))
}

/// A folder of a group.
struct Group {
    folder: PathBuf,
    /// Of version 2.
    second: bool,
}

impl Group {
    fn read(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.folder.join(name)).ok()
    }
}

/// The folders below `root` of the groups around this process that may limit what `controller` controls.
fn folders(root: &Path, controller: &str) -> Vec<Group> {
    let Ok(own) = std::fs::read_to_string(root.join("proc/self/cgroup")) else {
        return Vec::new();
    };
    let mount = root.join("sys/fs/cgroup");
    let mut found = Vec::new();
    for (controllers, path) in groups(&own) {
        let second = controllers.is_empty();
        // Beside version 1, the tree of version 2 is one folder deeper.
        let mut tops = if second {
            vec![mount.clone(), mount.join("unified")]
        } else if controllers.split(',').any(|one| one == controller) {
            vec![mount.join(controller), mount.join(controllers)]
        } else {
            continue;
        };
        tops.dedup();
        let folders = tops.iter().flat_map(|top| upwards(top, path));
        found.extend(folders.map(|folder| Group { folder, second }));
    }
    found
}

/// (controllers, path) of each line of `/proc/self/cgroup`; version 2 has no controllers.
fn groups(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| {
        let (_, rest) = line.split_once(':')?;
        rest.split_once(':')
    })
}

/// The folder of the group `path` and those around it up to `top`. In a container the path may not
/// exist below the mount; then only `top` does, which is the container's own group.
fn upwards(top: &Path, path: &str) -> Vec<PathBuf> {
    let inner = Path::new(path.trim_start_matches('/'));
    // A namespaced path may start with `..`: nothing of it is below the mount.
    let plain = inner
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)));
    let full = if plain {
        top.join(inner)
    } else {
        top.to_owned()
    };
    full.ancestors()
        .take_while(|folder| folder.starts_with(top))
        .map(Path::to_owned)
        .collect()
}

/// `max 100000`, `150000 100000`.
fn quota_v2(text: &str) -> Option<f64> {
    let mut parts = text.split_whitespace();
    let quota = parts.next()?;
    quota_v1(quota, parts.next().unwrap_or("100000"))
}

/// A quota of -1 is none.
fn quota_v1(quota: &str, period: &str) -> Option<f64> {
    let quota: f64 = quota.trim().parse().ok()?;
    let period: f64 = period.trim().parse().ok()?;
    (quota > 0.0 && period > 0.0 && (quota / period).is_finite()).then(|| quota / period)
}

/// Bytes; `max`, and the huge number that means the same in version 1, are none.
fn bytes(text: &str) -> Option<u64> {
    text.trim()
        .parse()
        .ok()
        .filter(|&bytes| bytes > 0 && bytes < 1 << 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::tree::Tree;

    #[test]
    fn quotas() {
        for (text, expected) in [
            ("max 100000\n", None),
            ("150000 100000\n", Some(1.5)),
            ("50000", Some(0.5)),
            ("0 100000", None),
            ("100000 0", None),
            ("", None),
            ("inf 1", None),
        ] {
            assert_eq!(quota_v2(text), expected, "{text:?}");
        }
        assert_eq!(quota_v1("-1\n", "100000\n"), None);
        assert_eq!(quota_v1("200000\n", "100000\n"), Some(2.0));
    }

    #[test]
    fn bytes_of_memory() {
        for (text, expected) in [
            ("max\n", None),
            ("1048576\n", Some(1 << 20)),
            ("9223372036854771712\n", None),
            ("0", None),
        ] {
            assert_eq!(bytes(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_of_both_versions() {
        let text = "4:memory:/a/b\n3:cpu,cpuacct:/a\n0::/c\nbroken\n";
        let found: Vec<_> = groups(text).collect();
        assert_eq!(
            found,
            [("memory", "/a/b"), ("cpu,cpuacct", "/a"), ("", "/c")]
        );
    }

    #[test]
    fn the_lowest_around_the_group_counts() {
        let top = Path::new("/m");
        assert_eq!(
            upwards(top, "/a/b"),
            ["/m/a/b", "/m/a", "/m"].map(PathBuf::from)
        );
        assert_eq!(upwards(top, "/"), [PathBuf::from("/m")]);
        assert_eq!(upwards(top, "/../../x"), [PathBuf::from("/m")]);
    }

    #[test]
    fn version_2() {
        let tree = Tree::new(&[
            ("proc/self/cgroup", "0::/a/b\n"),
            ("sys/fs/cgroup/a/b/cpu.max", "300000 100000\n"),
            ("sys/fs/cgroup/a/cpu.max", "150000 100000\n"),
            ("sys/fs/cgroup/cpu.max", "max 100000\n"),
            ("sys/fs/cgroup/a/b/memory.max", "1000\n"),
            ("sys/fs/cgroup/a/b/memory.current", "100\n"),
            ("sys/fs/cgroup/a/memory.max", "2000\n"),
            ("sys/fs/cgroup/a/memory.current", "1900\n"),
        ]);
        assert_eq!(quota(tree.root()), Some(1.5));
        let least = Memory {
            limit: 2000,
            used: 1900,
        };
        assert_eq!(memory(tree.root()), Some(least));
    }

    #[test]
    fn version_1_in_a_container() {
        let tree = Tree::new(&[
            (
                "proc/self/cgroup",
                "4:memory:/docker/x\n3:cpu,cpuacct:/docker/x\n1:name=systemd:/\n0::/\n",
            ),
            ("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000\n"),
            ("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n"),
            ("sys/fs/cgroup/memory/memory.limit_in_bytes", "4096\n"),
            ("sys/fs/cgroup/memory/memory.usage_in_bytes", "1024\n"),
        ]);
        assert_eq!(quota(tree.root()), Some(0.5));
        let limit = Memory {
            limit: 4096,
            used: 1024,
        };
        assert_eq!(memory(tree.root()), Some(limit));
        assert_eq!(quota(Path::new("/nowhere/at/all")), None);
    }
}
