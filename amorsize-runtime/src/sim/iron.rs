//! Machines as they truly are. What the policy is told of them is less: cores, and costs that are a little wrong.

use crate::cost::Host;
use crate::costs::Costs;

/// A machine. Times are nanoseconds.
#[derive(Clone, Debug)]
pub(super) struct Iron {
    pub(super) name: &'static str,
    /// Hardware threads the process may use.
    pub(super) cores: usize,
    /// How many of them are cores of their own.
    pub(super) physical: usize,
    pub(super) quota: Option<f64>,
    pub(super) nodes: usize,
    /// Participants that fill the memory bandwidth of one node.
    pub(super) bandwidth: f64,
    /// Cores that others keep busy.
    pub(super) load: f64,
    pub(super) costs: Costs,
    /// The part of a claim that only one participant can be in.
    pub(super) exclusive: f64,
    /// How long a helper spins after a call.
    pub(super) stay: f64,
    /// Mean computing time between two preemptions, and how long one takes.
    pub(super) preempted: Option<(f64, f64)>,
    /// How much dearer or cheaper than the truth the calibration is.
    pub(super) error: f64,
    /// What the mean regret must not exceed.
    pub(super) bound: f64,
}

impl Iron {
    pub(super) fn of(name: &'static str, cores: usize) -> Self {
        Self {
            name,
            cores,
            physical: cores,
            quota: None,
            nodes: 1,
            bandwidth: 3.1 + cores as f64 / 10.0,
            load: 0.0,
            costs: Costs {
                wake: 4_000.0,
                latency: 45_000.0,
                spinning: 600.0,
                claim: 200.0,
                ..Costs::USUAL
            },
            exclusive: 60.0,
            stay: 50_000.0,
            preempted: None,
            error: 1.2,
            bound: 2.0,
        }
    }

    /// How much longer an item takes when `active` participants work; `memory` is the share of it that waits for memory.
    pub(super) fn slowness(&self, active: usize, memory: f64) -> f64 {
        let active = active.max(1) as f64;
        let own = self.physical as f64;
        let seconds = (active.min(self.cores as f64) - own).max(0.0);
        let mut capacity = (active.min(own) + 0.3 * seconds).min(self.cores as f64);
        if active + self.load > self.cores as f64 {
            capacity = capacity.min(self.cores as f64 * active / (active + self.load));
        }
        if let Some(quota) = self.quota {
            capacity = capacity.min(quota.max(0.1));
        }
        let computing = (active / capacity).max(1.0);
        let per_node = (self.cores as f64 / self.nodes as f64).max(1.0);
        let used = (active / per_node).ceil().min(self.nodes as f64);
        // What lies on the first node is further away from the others.
        let distance = 1.0 + 0.3 * (used - 1.0) / used;
        let memory_bound = (active / (self.bandwidth * used)).max(1.0) * distance;
        (1.0 - memory) * computing + memory * computing.max(memory_bound)
    }

    /// What the policy knows.
    pub(super) fn host(&self) -> Host {
        let costs = Costs {
            publish: self.costs.publish * self.error,
            wake: self.costs.wake * self.error,
            latency: self.costs.latency / self.error,
            spinning: self.costs.spinning * self.error,
            claim: self.costs.claim * self.error,
            ..self.costs
        };
        // As programs know it after a second: in halves of a core.
        let idle = (self.cores as f64 - (self.load * 2.0).round() / 2.0).max(1.0);
        let cores = self.quota.unwrap_or(f64::INFINITY).min(idle);
        Host {
            costs,
            cores,
            physical: self.physical as f64,
        }
    }
}
