//! Times that were measured several times.

use serde::Serialize;

/// The median with the interval in which it lies with 95 % probability, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Sample {
    pub(crate) median: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) runs: usize,
}

impl Sample {
    /// Of at least one time.
    pub(crate) fn of(times: &[f64]) -> Option<Self> {
        let mut times = times.to_vec();
        times.sort_by(f64::total_cmp);
        let runs = times.len();
        let half = runs as f64 / 2.0;
        let wide = 0.98 * (runs as f64).sqrt();
        let low = (half - wide).floor().max(0.0) as usize;
        let high = ((half + wide).ceil() as usize).clamp(1, runs.max(1)) - 1;
        Some(Self {
            median: *times.get(runs.saturating_sub(1) / 2)?,
            low: *times.get(low)?,
            high: *times.get(high.max(low))?,
            runs,
        })
    }

    /// Whether the other is surely longer: by more than `share`, and by more than chance.
    pub(crate) fn is_beaten_by(&self, shorter: &Self, share: f64) -> bool {
        self.median > shorter.median * (1.0 + share) && self.low > shorter.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals() {
        assert_eq!(Sample::of(&[]), None);
        let one = Sample::of(&[3.0]).expect("one");
        assert_eq!((one.low, one.median, one.high), (3.0, 3.0, 3.0));
        let times: Vec<f64> = (1..=41).map(f64::from).collect();
        let many = Sample::of(&times).expect("many");
        assert_eq!((many.low, many.median, many.high), (15.0, 21.0, 27.0));
        let slower: Vec<f64> = times.iter().map(|time| time * 2.0).collect();
        let slower = Sample::of(&slower).expect("many");
        assert!(
            slower.is_beaten_by(&many, 0.05)
                && !many.is_beaten_by(&slower, 0.05)
                && !many.is_beaten_by(&many, 0.05)
        );
    }
}
