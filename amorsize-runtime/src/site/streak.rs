//! Whether calls come back to back. Helpers that are woken for one call stay awake for a moment; if the
//! next call comes within it, waking them was paid for both.

/// Calls that follow each other closely enough to find helpers awake.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Streak {
    /// Of the present row: calls that came in time.
    now: f64,
    /// Of the rows before: a mean that forgets.
    usual: Option<f64>,
}

/// No row is supposed to go on for longer.
pub(crate) const LONGEST: f64 = 64.0;
/// Nor is one counted further: what comes after so many calls is one that goes on.
const COUNTED: f64 = 1e6;

impl Streak {
    /// So many calls came, each in time after the one before or not.
    pub(crate) fn come(&mut self, calls: u64, in_time: bool) {
        if in_time {
            self.now = (self.now + calls as f64).min(COUNTED);
        } else {
            let now = self.now;
            self.usual = Some(match self.usual {
                // A row much shorter than usual: the program does something else now.
                Some(usual) if now * 4.0 >= usual => (usual + now) / 2.0,
                _ => now,
            });
            self.now = 0.0;
        }
    }

    /// Whether the present row is longer than usual: nobody knows where it ends.
    pub(crate) fn grows(&self) -> bool {
        self.now > 0.0 && self.usual.is_none_or(|usual| self.now > usual)
    }

    /// This call and those after it that will find its helpers awake: what has gone on for some calls
    /// goes on for as many, unless it usually ends before. A power of two, so that it changes seldom.
    pub(crate) fn expected(&self) -> f64 {
        let left = match self.usual {
            Some(usual) if usual >= self.now && usual < COUNTED => usual - self.now,
            _ => self.now,
        };
        let left = left.min(LONGEST - 1.0);
        // Without `log2`: of the first call of a program, loading the library of logarithms was a third.
        let expected = (1.0 + left) as u64;
        (1_u64 << expected.ilog2()) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_goes_on() {
        let mut streak = Streak::default();
        assert_eq!(streak.expected(), 1.0);
        for expected in [2.0, 2.0, 4.0, 4.0] {
            streak.come(1, true);
            assert_eq!(streak.expected(), expected);
        }
        streak.come(1_000, true);
        assert_eq!(streak.expected(), LONGEST);
        assert!(streak.grows());
        // A long row does not seem to end because it is as long as any is counted.
        streak.come(10_000_000, true);
        streak.come(1, false);
        streak.come(100_000, true);
        assert_eq!(streak.expected(), LONGEST);
        // The next row is expected to be as long, until one of none has been seen.
        streak.come(1, false);
        assert_eq!(streak.expected(), LONGEST);
        streak.come(1, false);
        assert_eq!(streak.expected(), 1.0);
        // Rows of three: the third call and those after it would be news.
        for _ in 0..9 {
            streak.come(1, false);
            streak.come(2, true);
        }
        streak.come(1, false);
        streak.come(1, true);
        assert!(!streak.grows());
        streak.come(2, true);
        assert!(streak.grows());
    }
}
