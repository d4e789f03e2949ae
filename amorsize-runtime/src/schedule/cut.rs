//! The sizes of chunks, one after the other.

use super::Schedule;

/// How the next chunk is cut from what is left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cut {
    /// Always this many.
    Fixed(usize),
    /// What is left, divided by this, but not less than the floor.
    Taper { divisor: usize, floor: usize },
    /// As many equal parts as participants.
    Static { parts: usize },
    /// Rounds of `parts` chunks; each round takes half of what is left.
    Factoring {
        parts: usize,
        round: usize,
        size: usize,
    },
    /// Each chunk `step` items smaller than the one before.
    Trapezoid {
        size: usize,
        step: usize,
        last: usize,
    },
}

impl Cut {
    /// The cut of `schedule` for `n` items and `parts` participants. `floor` is the smallest chunk
    /// worth its claim.
    pub(crate) fn new(schedule: Schedule, n: usize, parts: usize, floor: usize) -> Self {
        let parts = parts.max(1);
        let floor = floor.max(1);
        match schedule {
            Schedule::Auto => Self::Taper {
                divisor: parts.saturating_mul(4),
                floor,
            },
            Schedule::Guided => Self::Taper {
                divisor: parts,
                floor,
            },
            Schedule::Dynamic => Self::Fixed(floor),
            Schedule::Static => Self::Static { parts },
            Schedule::Factoring => Self::Factoring {
                parts,
                round: 0,
                size: floor,
            },
            Schedule::Trapezoid => {
                Self::trapezoid((n / parts.saturating_mul(2)).max(floor), floor, n)
            }
        }
    }

    /// Chunks from `first` items down to `last`, in even steps.
    fn trapezoid(first: usize, last: usize, n: usize) -> Self {
        // In u128: `2 * n` does not fit for the longest ranges.
        let chunks = (2 * n as u128).div_ceil((first as u128 + last as u128).max(1));
        let step = (first - last) as u128 / chunks.saturating_sub(1).max(1);
        Self::Trapezoid {
            size: first,
            step: usize::try_from(step).unwrap_or(usize::MAX),
            last,
        }
    }

    /// The length of the next chunk: at least 1, at most `remaining` (which is not 0).
    pub(crate) fn next(&mut self, remaining: usize) -> usize {
        let len = match self {
            Self::Fixed(len) => *len,
            Self::Taper { divisor, floor } => remaining.div_ceil(*divisor).max(*floor),
            Self::Static { parts } => {
                let len = remaining.div_ceil(*parts);
                *parts = parts.saturating_sub(1).max(1);
                len
            }
            Self::Factoring { parts, round, size } => {
                if *round == 0 {
                    *round = *parts;
                    *size = remaining.div_ceil(parts.saturating_mul(2));
                }
                *round -= 1;
                *size
            }
            Self::Trapezoid { size, step, last } => {
                let len = *size;
                *size = size.saturating_sub(*step).max(*last);
                len
            }
        };
        len.clamp(1, remaining.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(mut cut: Cut, n: usize) -> Vec<usize> {
        let mut left = n;
        let mut lens = Vec::new();
        while left > 0 {
            let len = cut.next(left);
            lens.push(len);
            left -= len;
        }
        lens
    }

    #[test]
    fn published_vectors() {
        let of = |schedule| all(Cut::new(schedule, 1000, 4, 1), 1000);
        assert_eq!(
            of(Schedule::Guided),
            [
                250, 188, 141, 106, 79, 59, 45, 33, 25, 19, 14, 11, 8, 6, 4, 3, 3, 2, 1, 1, 1, 1
            ]
        );
        let mut factoring = Vec::new();
        for size in [125, 63, 31, 16, 8, 4, 2, 1] {
            factoring.extend([size; 4]);
        }
        assert_eq!(of(Schedule::Factoring), factoring);
        assert_eq!(
            of(Schedule::Trapezoid),
            [125, 117, 109, 101, 93, 85, 77, 69, 61, 53, 45, 37, 28]
        );
        assert_eq!(of(Schedule::Static), [250; 4]);
        assert_eq!(of(Schedule::Dynamic), [1; 1000]);
        assert_eq!(all(Cut::Static { parts: 4 }, 10), [3, 3, 2, 2]);
        assert_eq!(all(Cut::Fixed(7), 20), [7, 7, 6]);
    }

    fn schedules() -> impl Strategy<Value = Schedule> {
        prop::sample::select(vec![
            Schedule::Auto,
            Schedule::Static,
            Schedule::Dynamic,
            Schedule::Guided,
            Schedule::Factoring,
            Schedule::Trapezoid,
        ])
    }

    proptest! {
        #[test]
        fn chunks_partition(schedule in schedules(), n in 0usize..5000, parts in 0usize..70, floor in 0usize..200) {
            let lens = all(Cut::new(schedule, n, parts, floor), n);
            prop_assert_eq!(lens.iter().sum::<usize>(), n);
            prop_assert!(lens.iter().all(|&len| len > 0));
        }

        #[test]
        fn tapers_never_grow(n in 1usize..100_000, parts in 1usize..70, floor in 1usize..200) {
            for schedule in [Schedule::Auto, Schedule::Guided] {
                let lens = all(Cut::new(schedule, n, parts, floor), n);
                prop_assert!(lens.windows(2).all(|pair| pair[0] >= pair[1]));
            }
        }

        #[test]
        fn extremes(schedule in schedules(), n in prop::sample::select(vec![usize::MAX, usize::MAX - 1, 1, 2]),
                    parts in prop::sample::select(vec![0, 1, 2, usize::MAX]),
                    floor in prop::sample::select(vec![0, 1, usize::MAX])) {
            let mut cut = Cut::new(schedule, n, parts, floor);
            let mut left = n;
            for _ in 0..50 {
                if left == 0 { break; }
                let len = cut.next(left);
                prop_assert!(len >= 1 && len <= left);
                left -= len;
            }
        }
    }
}
