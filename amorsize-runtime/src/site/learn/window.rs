//! The last few observations of a time.

/// The median of five: one or two that were preempted change nothing, three that agree are a change.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Window {
    values: [f64; Self::LEN],
    seen: usize,
    /// The same in order, as many as there are: they are asked for far more often than they change.
    sorted: [f64; Self::LEN],
}

impl Window {
    const LEN: usize = 5;

    pub(crate) fn push(&mut self, value: f64) {
        if value.is_finite() && value >= 0.0 {
            self.values[self.seen % Self::LEN] = value;
            // Keeps counting around the ring without ever overflowing.
            self.seen = if self.seen + 1 == 2 * Self::LEN {
                Self::LEN
            } else {
                self.seen + 1
            };
            self.sorted = self.values;
            let len = self.len();
            self.sorted[..len].sort_unstable_by(f64::total_cmp);
        }
    }

    /// Nothing but the middle is kept, times `factor`.
    pub(crate) fn rescale(&mut self, factor: f64) {
        if let Some(median) = self.median() {
            *self = Self::default();
            self.push(median * factor);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.seen.min(Self::LEN)
    }

    /// The middle one; of two in the middle, the lower, because disturbances only add time.
    pub(crate) fn median(&self) -> Option<f64> {
        let len = self.len();
        (len > 0).then(|| self.sorted[(len - 1) / 2])
    }

    /// The lowest of the last ones.
    pub(crate) fn lowest(&self) -> Option<f64> {
        (self.len() > 0).then(|| self.sorted[0])
    }

    /// As many as count.
    pub(crate) fn is_full(&self) -> bool {
        self.len() == Self::LEN
    }

    /// The highest of the last ones.
    pub(crate) fn highest(&self) -> Option<f64> {
        let len = self.len();
        (len > 0).then(|| self.sorted[len - 1])
    }

    /// Half of the distance between the inner extremes, as a share of the median.
    #[cfg_attr(not(feature = "report"), allow(dead_code, reason = "for the report"))]
    pub(crate) fn spread(&self) -> f64 {
        let (values, len) = (&self.sorted, self.len());
        let cut = usize::from(len >= 4);
        match self.median() {
            Some(median) if median > 0.0 && len > 1 => {
                (values[len - 1 - cut] - values[cut]) / (2.0 * median)
            }
            _ => 0.0,
        }
    }
}

/// Whether a time is another one: by half or more.
pub(crate) fn moved(before: f64, now: f64) -> bool {
    now > before * 1.5 || before > now * 1.5
}

/// Tells a loop that has changed from a call that was disturbed: two observations one after the
/// other that agree with each other, and not with what was known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Drift(Option<f64>);

impl Drift {
    /// A time was observed where `before` was expected; gives the factor of a change.
    pub(crate) fn observe(&mut self, before: f64, now: f64) -> Option<f64> {
        if !(before > 0.0 && now > 0.0 && moved(before, now)) {
            self.0 = None;
            return None;
        }
        let factor = now / before;
        match self.0.replace(factor) {
            Some(last) if !moved(last, factor) => {
                self.0 = None;
                // Disturbances only add time.
                Some(last.min(factor))
            }
            _ => None,
        }
    }

    /// Whether the last observation was not like those before.
    pub(crate) fn is_suspected(&self) -> bool {
        self.0.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows() {
        let mut window = Window::default();
        assert_eq!((window.median(), window.lowest()), (None, None));
        for (value, median) in [
            (5.0, 5.0),
            (7.0, 5.0),
            (6.0, 6.0),
            (900.0, 6.0),
            (6.5, 6.5),
            (6.5, 6.5),
        ] {
            window.push(value);
            assert_eq!(window.median(), Some(median));
        }
        assert_eq!(
            (window.lowest(), window.highest()),
            (Some(6.0), Some(900.0))
        );
        assert!(window.is_full() && window.spread() < 0.1);
        for _ in 0..100 {
            window.push(1.0);
        }
        window.push(f64::NAN);
        window.push(-1.0);
        assert_eq!(
            (window.median(), window.len(), window.spread()),
            (Some(1.0), 5, 0.0)
        );
        window.rescale(3.0);
        assert_eq!((window.median(), window.len()), (Some(3.0), 1));
    }

    #[test]
    fn two_that_agree_are_a_change() {
        let mut drift = Drift::default();
        for (now, change) in [
            (1.2, None),
            (900.0, None),
            (1.0, None),
            (900.0, None),
            (10.0, None),
            (12.0, Some(10.0)),
            (12.0, None),
            (0.1, None),
            (0.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(drift.observe(1.0, now), change, "{now}");
        }
        assert!(drift.is_suspected());
    }
}
