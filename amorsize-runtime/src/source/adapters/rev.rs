use std::iter;

use crate::source::Source;

/// See [`Source::rev`].
#[derive(Clone, Debug)]
pub struct Rev<S>(S);

impl<S> Rev<S> {
    #[inline(always)]
    pub(in crate::source) fn new(inner: S) -> Self {
        Rev(inner)
    }
}

impl<S: Source> Source for Rev<S>
where
    S::Iter: DoubleEndedIterator,
{
    type Item = S::Item;
    type Iter = iter::Rev<S::Iter>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let middle = self.0.len() - index;
        let (back, front) = self.0.split_at(middle);
        (Rev(front), Rev(back))
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        self.0.into_iter().rev()
    }
}

#[cfg(test)]
mod tests {
    use crate::source::source;
    use crate::source::testing::agrees;

    #[test]
    fn agrees_with_std() {
        for n in 0..70usize {
            let v: Vec<usize> = (0..n).collect();
            agrees(|| source(&v).rev(), || v.iter().rev());
            agrees(|| source(&v).rev().rev(), || v.iter().rev().rev());
            agrees(|| source(0..n).rev(), || (0..n).rev());
            agrees(|| source(5..=n).rev(), || (5..=n).rev());
            agrees(|| source(0..n as i128).rev(), || (0..n as i128).rev());
            agrees(|| source(v.clone()).rev(), || v.clone().into_iter().rev());
            for k in [0, 1, 7, n, n + 3] {
                agrees(|| source(&v).rev().skip(k), || v.iter().rev().skip(k));
                agrees(|| source(&v).skip(k).rev(), || v.iter().skip(k).rev());
                agrees(|| source(&v).rev().take(k), || v.iter().rev().take(k));
                agrees(|| source(&v).take(k).rev(), || v.iter().take(k).rev());
                agrees(
                    || source(&v).step_by(k + 1).rev(),
                    || v.iter().step_by(k + 1).rev(),
                );
                agrees(
                    || source(&v).rev().step_by(k + 1),
                    || v.iter().rev().step_by(k + 1),
                );
                agrees(
                    || source(&v).zip(source(0..k)).rev(),
                    || v.iter().zip(0..k).rev(),
                );
                agrees(
                    || source(0..k).zip(source(v.clone())).rev(),
                    || (0..k).zip(v.clone()).rev(),
                );
            }
        }
    }
}
