//! A simulated machine for the policy: the same `cost`, `decide`, `schedule` and `site::learn` as in programs, on machines
//! that nobody here owns. Deterministic: the same seed gives the same trace.
//!
//! `iron` is the machine as it truly is, `load` what programs ask of it, `floor` one call, chunk by chunk; `rivals` are other
//! policies, `ours` this crate's, `oracle` the one that knows everything. `table` compares them:
//! `cargo test --release -p amorsize-runtime --lib sim::table -- --nocapture`.

mod floor;
mod hindsight;
mod iron;
mod load;
mod losses;
mod oracle;
mod ours;
mod properties;
mod rivals;
mod table;

/// A policy that decides call after call.
trait Policy {
    /// Runs call number `call` of the load and says how long it took. `floor` remembers the helpers' state.
    fn call(&mut self, floor: &mut floor::Floor<'_>, call: usize) -> f64;

    /// Predicted over measured times of the calls so far, as logarithms.
    fn errors(&self) -> &[f64] {
        &[]
    }
}

/// Numbers that look random: SplitMix64.
#[derive(Clone, Debug)]
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Between 0 and 1, without either.
    fn share(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// From `low` to `high`, evenly on a logarithmic scale.
    fn scale(&mut self, low: f64, high: f64) -> f64 {
        low * (high / low).powf(self.share())
    }

    /// Normal, mean 0, deviation 1.
    fn normal(&mut self) -> f64 {
        (-2.0 * self.share().ln()).sqrt() * (std::f64::consts::TAU * self.share()).cos()
    }
}

/// One policy through all calls of a load: the total time of its calls, in nanoseconds.
fn total(policy: &mut dyn Policy, iron: &iron::Iron, load: &load::Load, seed: u64) -> f64 {
    let mut floor = floor::Floor::new(iron, load, seed);
    (0..load.calls())
        .map(|call| {
            let time = policy.call(&mut floor, call);
            floor.pass(time + load.gap(call));
            time
        })
        .sum()
}
