use std::iter;
use std::ops::Range;

use crate::source::Source;

/// See [`Source::enumerate`].
#[derive(Clone, Debug)]
pub struct Enumerate<S> {
    inner: S,
    /// The number of the first item.
    first: usize,
}

impl<S> Enumerate<S> {
    #[inline(always)]
    pub(in crate::source) fn new(inner: S) -> Self {
        Enumerate { inner, first: 0 }
    }
}

impl<S: Source> Source for Enumerate<S> {
    type Item = (usize, S::Item);
    // Zipped numbers, because std's `Enumerate` cannot start elsewhere than at 0 and a zip of random-access iterators
    // has one exit condition however deeply it is nested.
    type Iter = iter::Zip<Range<usize>, S::Iter>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.inner.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (left, right) = self.inner.split_at(index);
        let middle = self.first.saturating_add(index);
        (
            Enumerate {
                inner: left,
                first: self.first,
            },
            Enumerate {
                inner: right,
                first: middle,
            },
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        // Saturating for what is left of an endless inner source; its numbers are never used.
        let end = self.first.saturating_add(self.inner.len());
        (self.first..end).zip(self.inner.into_iter())
    }
}

#[cfg(test)]
mod tests {
    use crate::source::source;
    use crate::source::testing::agrees;

    #[test]
    fn agrees_with_std() {
        for n in 0..70usize {
            let v: Vec<usize> = (0..n).map(|x| x * x).collect();
            agrees(|| source(&v).enumerate(), || v.iter().enumerate());
            agrees(
                || source(&v).enumerate().rev(),
                || v.iter().enumerate().rev(),
            );
            agrees(
                || source(&v).rev().enumerate(),
                || v.iter().rev().enumerate(),
            );
            agrees(
                || source(&v).enumerate().skip(3).enumerate(),
                || v.iter().enumerate().skip(3).enumerate(),
            );
            agrees(
                || source(0..n as u64).enumerate(),
                || (0..n as u64).enumerate(),
            );
            agrees(
                || source(1..=n).enumerate().step_by(3),
                || (1..=n).enumerate().step_by(3),
            );
            agrees(
                || source(v.clone()).enumerate().rev(),
                || v.clone().into_iter().enumerate().rev(),
            );
        }
    }
}
