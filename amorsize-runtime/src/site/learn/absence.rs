//! Helpers that were invited and did not come: other programs have their cores. Inviting them costs, and the caller then runs in
//! chunks what the plain loop does in one go.

/// Calls in a row to which nobody came.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Absence {
    missed: u32,
    /// Calls that invite nobody.
    pause: u64,
}

/// So many may be on their way still.
const PATIENCE: u32 = 2;
/// After so many, those that seem awake are not believed either.
const LOST: u32 = 8;
/// At most so many calls invite nobody.
const LONGEST: u64 = 256;

impl Absence {
    pub(crate) fn came(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn missed(&mut self) {
        self.missed = self.missed.saturating_add(1);
        if let Some(over) = self.missed.checked_sub(PATIENCE) {
            self.pause = (4_u64 << over.min(16)).min(LONGEST);
        }
    }

    /// Whether these calls should invite nobody; `awake` says that helpers seem to be at hand.
    pub(crate) fn holds(&mut self, calls: u64, awake: bool) -> bool {
        let holds = self.pause > 0 && (!awake || self.missed >= LOST);
        self.pause = self.pause.saturating_sub(calls);
        holds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_and_longer_until_one_comes() {
        let mut absence = Absence::default();
        assert!(!absence.holds(1, false));
        absence.missed();
        assert!(!absence.holds(1, false), "it may be on its way");
        let mut paused = Vec::new();
        for _ in 0..10 {
            absence.missed();
            paused.push((0..1_000).take_while(|_| absence.holds(1, false)).count());
        }
        assert_eq!(paused, [4, 8, 16, 32, 64, 128, 256, 256, 256, 256]);
        absence.missed();
        assert!(absence.holds(1, true), "awake or not, they do not come");
        absence.came();
        absence.missed();
        absence.missed();
        assert!(absence.holds(1, false) && !absence.holds(1, true));
        absence.came();
        assert!(!absence.holds(1, false));
    }
}
