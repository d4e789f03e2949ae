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
}
