//! Helpers that were invited and did not come: they are on their way, or other programs have their cores. Inviting them costs,
//! and the caller then runs in chunks what the plain loop does in one go.

/// Calls in a row to which nobody came, and the time since.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Absence {
    missed: u32,
    /// Nanoseconds in which nobody is invited.
    pause: f64,
}

/// Who is on the way is there within this time, in nanoseconds: waking a helper takes a fraction of it, and short calls are over
/// before.
const ON_THE_WAY: f64 = 200_000.0;
/// After so many misses, it is others that keep them.
const PATIENCE: u32 = 3;
/// After so many, those that seem awake are not believed either.
const LOST: u32 = 8;
/// Nobody is invited for at most so many nanoseconds.
const LONGEST: f64 = 50_000_000.0;

impl Absence {
    pub(crate) fn came(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn missed(&mut self) {
        // Powers of two up to far beyond the longest.
        let twice = f64::from(1_u32 << self.missed.min(20));
        self.pause = (ON_THE_WAY * twice).min(LONGEST);
        self.missed = self.missed.saturating_add(1);
    }

    /// Some nanoseconds pass.
    pub(crate) fn pass(&mut self, nanos: f64) {
        self.pause = (self.pause - nanos).max(0.0);
    }

    /// Whether nobody should be invited now; `awake` says that helpers seem to be at hand.
    pub(crate) fn holds(&self, awake: bool) -> bool {
        self.pause > 0.0 && (!awake || self.missed >= LOST)
    }

    /// Whether the one that was invited may still come: then it is awake for a moment.
    pub(crate) fn is_expected(&self) -> bool {
        self.pause > 0.0 && self.missed <= PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_and_longer_until_one_comes() {
        let mut absence = Absence::default();
        assert!(!absence.holds(false) && !absence.is_expected());
        let mut paused = Vec::new();
        for missed in 1..=12 {
            absence.missed();
            assert!(absence.holds(false));
            assert_eq!(
                absence.holds(true),
                missed >= 8,
                "awake, but they do not come"
            );
            assert_eq!(absence.is_expected(), missed <= 3);
            let mut micros = 0;
            while absence.holds(false) {
                absence.pass(100_000.0);
                micros += 100;
            }
            paused.push(micros);
        }
        assert_eq!(paused[..5], [200, 400, 800, 1_600, 3_200]);
        assert_eq!(paused[8..], [50_000; 4]);
        absence.missed();
        absence.came();
        assert!(!absence.holds(false));
    }
}
