//! What the control groups of Linux allow, versions 1 and 2.

use std::path::{Path, PathBuf};

/// The limits of the group of this process and of those around it: the lowest of each counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Limits {
    /// CPU quota in cores.
    pub(crate) quota: Option<f64>,
    /// Bytes.
    pub(crate) memory: Option<u64>,
}

impl Limits {
    fn narrow(&mut self, quota: Option<f64>, memory: Option<u64>) {
        self.quota = match (self.quota, quota) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.memory = match (self.memory, memory) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
}

/// Reads them from the files below `root`.
pub(crate) fn limits(root: &Path) -> Limits {
    let mut limits = Limits::default();
    let Ok(own) = std::fs::read_to_string(root.join("proc/self/cgroup")) else {
        return limits;
    };
    let mount = root.join("sys/fs/cgroup");
    let read = |folder: &Path, name: &str| std::fs::read_to_string(folder.join(name)).ok();
    for (controllers, path) in groups(&own) {
        if controllers.is_empty() {
            // Beside version 1, the tree of version 2 is one folder deeper.
            for top in [mount.clone(), mount.join("unified")] {
                for folder in upwards(&top, path) {
                    limits.narrow(
                        read(&folder, "cpu.max").and_then(|text| quota_v2(&text)),
                        read(&folder, "memory.max").and_then(|text| bytes(&text)),
                    );
                }
            }
        }
        for controller in controllers.split(',') {
            let cpu = controller == "cpu";
            if !cpu && controller != "memory" {
                continue;
            }
            for top in [mount.join(controller), mount.join(controllers)] {
                for folder in upwards(&top, path) {
                    if cpu {
                        let quota = read(&folder, "cpu.cfs_quota_us");
                        let period = read(&folder, "cpu.cfs_period_us");
                        limits.narrow(
                            quota
                                .zip(period)
                                .and_then(|(quota, period)| quota_v1(&quota, &period)),
                            None,
                        );
                    } else {
                        let memory = read(&folder, "memory.limit_in_bytes");
                        limits.narrow(None, memory.and_then(|text| bytes(&text)));
                    }
                }
            }
        }
    }
    limits
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
    fn memory() {
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
        let mut limits = Limits::default();
        limits.narrow(Some(2.0), None);
        limits.narrow(None, Some(5));
        limits.narrow(Some(1.5), Some(9));
        assert_eq!(
            limits,
            Limits {
                quota: Some(1.5),
                memory: Some(5)
            }
        );
    }
}
