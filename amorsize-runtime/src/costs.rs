//! What it costs to be helped.

/// Calibrated costs of this machine, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Costs {
    /// What the caller pays once for a call that may be helped.
    pub publish: f64,
    /// What the caller pays to wake one parked helper.
    pub wake: f64,
    /// From waking a parked helper to its first item.
    pub latency: f64,
    /// From calling a helper that still spins after the call before to its first item.
    pub spinning: f64,
    /// One claim of a chunk, its state and its deposit.
    pub claim: f64,
    /// One reading of the clock.
    pub clock: f64,
    /// Whether this was measured here; otherwise it is what is usual for machines of today.
    pub measured: bool,
}

impl Costs {
    /// Costs of a usual machine: the guess until the first measurement.
    pub(crate) const USUAL: Self = Self {
        publish: 500.0,
        wake: 5_000.0,
        latency: 50_000.0,
        spinning: 1_000.0,
        claim: 250.0,
        clock: 40.0,
        measured: false,
    };

    /// Where it is known what waking a helper takes after as long a sleep. It takes no less than it did after a short one.
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    pub(crate) fn with_waking(self, call: Option<f64>, latency: Option<f64>) -> Self {
        Self {
            wake: call.map_or(self.wake, |call| self.wake.max(call - self.publish)),
            latency: latency.map_or(self.latency, |latency| self.latency.max(latency)),
            ..self
        }
    }

    /// The same before the first helper was ever called: its threads are still to be made.
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    pub(crate) fn with_threads_to_make(self) -> Self {
        Self {
            wake: self.wake + 70_000.0,
            latency: self.latency + 50_000.0,
            ..self
        }
    }

    /// What to suppose before the machine was looked at: the look is still to be paid, a short one if there are few
    /// cores, and else once in a program's life.
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    pub(crate) fn with_a_look_to_pay() -> Self {
        let costs = Self::USUAL.with_threads_to_make();
        Self {
            // Once, as helpers are woken once for a row of calls.
            wake: costs.wake + 10_000.0,
            ..costs
        }
    }
}
