use std::iter;

use crate::source::Source;

/// See [`Source::step_by`].
#[derive(Clone, Debug)]
pub struct StepBy<S> {
    inner: S,
    step: usize,
}

impl<S> StepBy<S> {
    #[inline(always)]
    #[track_caller]
    pub(in crate::source) fn new(inner: S, step: usize) -> Self {
        assert!(step != 0);
        StepBy { inner, step }
    }
}

impl<S: Source> Source for StepBy<S> {
    type Item = S::Item;
    type Iter = iter::StepBy<S::Iter>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.inner.len().div_ceil(self.step)
    }

    // A piece keeps the items stepped over after its last one, so each piece begins on a step.
    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let middle = index.saturating_mul(self.step).min(self.inner.len());
        let (left, right) = self.inner.split_at(middle);
        (
            StepBy {
                inner: left,
                step: self.step,
            },
            StepBy {
                inner: right,
                step: self.step,
            },
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        self.inner.into_iter().step_by(self.step)
    }
}

#[cfg(test)]
mod tests {
    use crate::source::testing::agrees;
    use crate::source::{Source, source, step};

    #[test]
    fn agrees_with_std() {
        for n in 0..70usize {
            let v: Vec<usize> = (0..n).collect();
            for k in [1, 2, 3, 7, 69, 70, usize::MAX] {
                agrees(|| source(&v).step_by(k), || v.iter().step_by(k));
                agrees(|| source(0..n).step_by(k), || (0..n).step_by(k));
                agrees(
                    || source(2..=n as u8).step_by(k),
                    || (2..=n as u8).step_by(k),
                );
                agrees(
                    || source(v.clone()).step_by(k),
                    || v.clone().into_iter().step_by(k),
                );
                agrees(
                    || source(&v).step_by(k).step_by(2),
                    || v.iter().step_by(k).step_by(2),
                );
                agrees(
                    || source(&v).step_by(k).enumerate(),
                    || v.iter().step_by(k).enumerate(),
                );
            }
        }
        agrees(|| source(0..=255u8).step_by(50), || (0..=255u8).step_by(50));
        agrees(
            || source(0..usize::MAX).step_by(usize::MAX / 3),
            || (0..usize::MAX).step_by(usize::MAX / 3),
        );
    }

    #[test]
    fn a_step_of_zero_panics_as_in_std() {
        let text = |f: fn()| {
            *std::panic::catch_unwind(f)
                .unwrap_err()
                .downcast::<&str>()
                .unwrap()
        };
        let plain = text(|| drop((0..3).step_by(std::hint::black_box(0))));
        assert_eq!(text(|| _ = step(0)), plain);
        assert_eq!(text(|| _ = source(0..3).step_by(0).len()), plain);
        assert_eq!(step(4), 4);
    }
}
