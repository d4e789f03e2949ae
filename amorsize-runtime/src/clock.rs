//! Time, in nanoseconds since a moment. A pair of readings costs 40 to 60 ns, so chunks are timed,
//! never items.

/// A moment. On targets without a clock (`wasm32-unknown-unknown`, where reading it panics) no time
/// ever passes, and the policy takes every loop for a small one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment(Option<std::time::Instant>);

impl Moment {
    /// This moment.
    pub(crate) fn now() -> Self {
        if cfg!(all(target_family = "wasm", target_os = "unknown")) {
            Self(None)
        } else {
            Self(Some(std::time::Instant::now()))
        }
    }

    /// Nanoseconds since this was first asked, and one: moments that are kept in a number.
    pub(crate) fn age() -> u64 {
        static BORN: std::sync::OnceLock<Moment> = std::sync::OnceLock::new();
        BORN.get_or_init(Self::now).nanos().saturating_add(1)
    }

    /// Nanoseconds from then to now; 0 if the clock went backwards.
    pub(crate) fn nanos(self) -> u64 {
        self.0.map_or(0, |then| Self::nanos_of(then.elapsed()))
    }

    /// Nanoseconds from `earlier` to this moment; 0 if the clock went backwards.
    pub(crate) fn since(self, earlier: Self) -> u64 {
        match (self.0, earlier.0) {
            (Some(this), Some(earlier)) => Self::nanos_of(this.saturating_duration_since(earlier)),
            _ => 0,
        }
    }

    /// A duration in nanoseconds; what does not fit is the longest.
    pub(crate) fn nanos_of(time: std::time::Duration) -> u64 {
        u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn goes_forward() {
        let then = Moment::now();
        let first = then.nanos();
        assert!(then.nanos() >= first);
        let now = Moment::now();
        assert_eq!((then.since(now), Moment(None).since(then)), (0, 0));
        assert!(now.since(then) <= then.nanos());
        assert_eq!(Moment(None).nanos(), 0);
    }
}
