//! The machine: what the process may use of it, and what it costs to be helped.

mod caches;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod calibrate;
mod cgroup;
mod cpus;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod kept;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod load;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod now;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod pool;
#[cfg(test)]
mod tree;

use crate::costs::Costs;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use calibrate::{costs_for, known_costs};
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use {
    now::{busy, memory},
    pool::{open_pool, width},
};

pub use caches::Cache;

use std::path::Path;
use std::sync::OnceLock;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(all(feature = "parallel", not(amorsize_off)))]
use crate::exec;

/// The machine, as far as this process may use it. What the system does not tell is estimated: as
/// many physical cores as logical ones, one NUMA node, no caches listed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Machine {
    /// Cores.
    pub physical: usize,
    /// Hardware threads: more than cores where a core runs two.
    pub logical: usize,
    /// Hardware threads this process may run on, by affinity and quota; at least 1.
    pub allowed: usize,
    /// The CPU quota in cores, such as 1.5, where there is one.
    pub quota: Option<f64>,
    /// The memory this process may use, in bytes: the cgroup's limit or the machine's memory.
    pub memory_limit: Option<u64>,
    /// The data caches of one core, nearest first.
    pub caches: Vec<Cache>,
    /// NUMA nodes.
    pub numa_nodes: usize,
    /// How strong each hardware thread is, of the strongest (1.0); empty where they are alike, or the system does not say.
    pub capacities: Vec<f64>,
}

impl Machine {
    /// Whether cores run two hardware threads or more.
    #[must_use]
    pub fn smt(&self) -> bool {
        self.logical > self.physical
    }

    /// Cores that other programs kept busy of late, to half a core: 0 until loops have had helpers for a second.
    #[must_use]
    pub fn busy(&self) -> f64 {
        #[cfg(all(feature = "parallel", not(amorsize_off)))]
        return busy();
        #[cfg(not(all(feature = "parallel", not(amorsize_off))))]
        return 0.0;
    }

    /// What it costs to be helped. Measured at the first call, in less than 2 ms, unless a loop
    /// that was worth it came before.
    #[must_use]
    pub fn costs(&self) -> Costs {
        #[cfg(all(feature = "parallel", not(amorsize_off)))]
        return costs_for(f64::INFINITY);
        #[cfg(not(all(feature = "parallel", not(amorsize_off))))]
        return Costs::USUAL;
    }
}

/// What decisions need of the machine: read before the first helper is called, so kept short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cores {
    pub(crate) physical: usize,
    pub(crate) logical: usize,
    pub(crate) allowed: usize,
    pub(crate) quota: Option<f64>,
    /// The mean strength of a hardware thread, of the strongest.
    pub(crate) strength: f64,
}

#[cfg(all(feature = "parallel", not(amorsize_off)))]
impl Cores {
    /// Cores that may be busy all the time: whole ones by affinity, fractions by quota.
    pub(crate) fn capacity(&self) -> f64 {
        let allowed = self.allowed as f64;
        self.quota
            .map_or(allowed, |quota| quota.clamp(0.1, allowed))
    }

    /// How many of the allowed hardware threads are cores of their own.
    pub(crate) fn own(&self) -> f64 {
        let share = self.physical as f64 / self.logical.max(1) as f64;
        (self.allowed as f64 * share * self.strength).max(1.0)
    }
}

/// The machine, looked at once.
///
/// ```ignore
/// let machine = amorsize::machine();
/// println!("{} of {} hardware threads", machine.allowed, machine.logical);
/// ```
pub fn machine() -> &'static Machine {
    MACHINE.get_or_init(|| look(Path::new("/")))
}

static MACHINE: OnceLock<Machine> = OnceLock::new();
#[cfg(all(feature = "parallel", not(amorsize_off)))]
static CORES: OnceLock<Cores> = OnceLock::new();

/// The cores, counted once.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) fn counted() -> Cores {
    *CORES.get_or_init(|| {
        let cores = count(Path::new("/")).0;
        now::set_quota(cores.quota);
        now::begin();
        cores
    })
}

/// The cores, as far as a call must know that is about to be helped. To count them takes some hundred microseconds: where
/// only one helper can come that is put off.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) fn cores() -> Cores {
    match (CORES.get(), exec::cpus()) {
        (Some(cores), _) => Cores {
            quota: now::quota(),
            ..*cores
        },
        (None, few @ ..=exec::FEW) => {
            if !GUESSED.swap(true, Ordering::Relaxed) {
                now::begin();
            }
            Cores {
                physical: few,
                logical: few,
                allowed: few,
                quota: now::quota(),
                strength: 1.0,
            }
        }
        (None, _) => counted(),
    }
}

/// Whether [`cores`] was asked for: a program whose loops are all small never has to.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) fn is_known() -> bool {
    GUESSED.load(Ordering::Relaxed) || CORES.get().is_some()
}

#[cfg(all(feature = "parallel", not(amorsize_off)))]
static GUESSED: AtomicBool = AtomicBool::new(false);

/// Counts the cores through the files below `root`; gives each one's strength too.
fn count(root: &Path) -> (Cores, Vec<f64>) {
    let file = |path: &str| std::fs::read_to_string(root.join(path)).ok();
    let usable = usable();
    let quota = cgroup::quota(root);
    let counted = || {
        let (physical, logical) = cpus::count(&file("proc/cpuinfo")?);
        Some(cpus::Topology {
            physical,
            logical,
            capacities: Vec::new(),
        })
    };
    let found = cpus::topology(root)
        .or_else(counted)
        .filter(|found| found.physical > 0 && found.logical >= found.physical)
        .unwrap_or_else(|| cpus::Topology {
            physical: usable,
            logical: usable,
            capacities: Vec::new(),
        });
    let strengths = &found.capacities;
    // As rayon rounds it: half a core is none.
    let whole = quota.map_or(usable, |quota| usable.min(quota as usize).max(1));
    let cores = Cores {
        physical: found.physical,
        logical: found.logical.max(usable),
        allowed: whole,
        quota,
        strength: if strengths.is_empty() {
            1.0
        } else {
            strengths.iter().sum::<f64>() / strengths.len() as f64
        },
    };
    (cores, found.capacities)
}

/// Hardware threads that this process may run on, whatever its quota.
fn usable() -> usize {
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    return exec::cpus();
    #[cfg(not(all(feature = "parallel", not(amorsize_off))))]
    return std::thread::available_parallelism().map_or(1, usize::from);
}

/// Looks at the machine through the files below `root`.
fn look(root: &Path) -> Machine {
    let file = |path: &str| std::fs::read_to_string(root.join(path)).ok();
    let (cores, capacities) = count(root);
    let group = cgroup::memory(root).map(|memory| memory.limit);
    let memory = file("proc/meminfo").and_then(|text| cpus::memory(&text));
    Machine {
        physical: cores.physical,
        logical: cores.logical,
        allowed: cores.allowed,
        quota: cores.quota,
        memory_limit: match (group, memory) {
            (Some(group), Some(machine)) => Some(group.min(machine)),
            (group, machine) => group.or(machine),
        },
        caches: caches::of_first_core(root),
        numa_nodes: file("sys/devices/system/node/online")
            .map_or(1, |text| cpus::list(&text).len())
            .max(1),
        capacities,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_makes_sense() {
        let machine = machine();
        assert!(machine.allowed >= 1 && machine.logical >= machine.allowed);
        assert!(machine.physical >= 1 && machine.numa_nodes >= 1);
        assert!(machine.quota.is_none_or(|quota| quota > 0.0));
    }

    #[test]
    fn a_machine_that_tells_nothing() {
        let machine = look(Path::new("/nowhere/at/all"));
        assert_eq!(machine.physical, machine.allowed);
        assert_eq!(
            (machine.quota, machine.memory_limit, machine.numa_nodes),
            (None, None, 1)
        );
        assert!(machine.caches.is_empty() && machine.capacities.is_empty());
    }

    #[test]
    fn a_big_machine_of_two_nodes() {
        let tree = tree::Tree::new(&[
            ("sys/devices/system/cpu/online", "0-63\n"),
            ("sys/devices/system/cpu/smt/active", "1\n"),
            (
                "sys/devices/system/cpu/cpu0/topology/thread_siblings_list",
                "0,32\n",
            ),
            ("sys/devices/system/cpu/cpu0/cache/index0/type", "Data\n"),
            ("sys/devices/system/cpu/cpu0/cache/index0/level", "1\n"),
            ("sys/devices/system/cpu/cpu0/cache/index0/size", "48K\n"),
            (
                "sys/devices/system/cpu/cpu0/cache/index0/shared_cpu_list",
                "0,32\n",
            ),
            ("sys/devices/system/node/online", "0-1\n"),
            ("proc/meminfo", "MemTotal: 4096 kB\nMemAvailable: 1 kB\n"),
            ("proc/self/cgroup", "0::/\n"),
            ("sys/fs/cgroup/cpu.max", "100000 100000\n"),
            ("sys/fs/cgroup/memory.max", "1048576\n"),
        ]);
        let machine = look(tree.root());
        assert_eq!((machine.physical, machine.logical), (32, 64));
        assert!(machine.smt() && machine.allowed == 1);
        assert_eq!(machine.quota, Some(1.0));
        assert_eq!(machine.memory_limit, Some(1 << 20));
        assert_eq!(machine.numa_nodes, 2);
        assert_eq!(machine.caches[0].size, 48 << 10);
    }
}
