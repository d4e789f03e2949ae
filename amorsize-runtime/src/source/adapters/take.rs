use std::iter::FusedIterator;

use crate::source::Source;

/// See [`Source::take`].
#[derive(Clone, Debug)]
pub struct Take<S> {
    inner: S,
    len: usize,
}

impl<S: Source> Take<S> {
    #[inline(always)]
    pub(in crate::source) fn new(inner: S, n: usize) -> Self {
        let len = n.min(inner.len());
        Take { inner, len }
    }
}

impl<S: Source> Source for Take<S> {
    type Item = S::Item;
    type Iter = TakePiece<S::Iter, S>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.len
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (left, right) = self.inner.split_at(index);
        (
            Take {
                inner: left,
                len: index,
            },
            Take {
                inner: right,
                len: self.len - index,
            },
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        let (taken, surplus) = self.inner.split_at(self.len);
        TakePiece {
            iter: taken.into_iter(),
            surplus: Some(surplus),
        }
    }
}

/// A piece of [`Take`]: not std's, whose counter would be a second exit of every loop.
#[derive(Clone, Debug)]
pub struct TakePiece<I, S> {
    iter: I,
    /// Items that were not taken, kept to be dropped when std's `take` drops them: with the iterator, or, from the back,
    /// before the first item.
    surplus: Option<S>,
}

impl<I: Iterator, S> Iterator for TakePiece<I, S> {
    type Item = I::Item;

    #[inline(always)]
    fn next(&mut self) -> Option<I::Item> {
        self.iter.next()
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }

    #[inline(always)]
    fn nth(&mut self, n: usize) -> Option<I::Item> {
        self.iter.nth(n)
    }

    #[inline(always)]
    fn fold<B, F: FnMut(B, I::Item) -> B>(self, init: B, f: F) -> B {
        // The surplus outlives the fold, as in std.
        let TakePiece {
            iter,
            surplus: _surplus,
        } = self;
        iter.fold(init, f)
    }
}

impl<I: DoubleEndedIterator, S> DoubleEndedIterator for TakePiece<I, S> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<I::Item> {
        self.surplus = None;
        self.iter.next_back()
    }

    #[inline(always)]
    fn nth_back(&mut self, n: usize) -> Option<I::Item> {
        self.surplus = None;
        self.iter.nth_back(n)
    }

    #[inline(always)]
    fn rfold<B, F: FnMut(B, I::Item) -> B>(mut self, init: B, f: F) -> B {
        self.surplus = None;
        self.iter.rfold(init, f)
    }
}

impl<I: ExactSizeIterator, S> ExactSizeIterator for TakePiece<I, S> {}
impl<I: FusedIterator, S> FusedIterator for TakePiece<I, S> {}

#[cfg(test)]
mod tests {
    use crate::source::source;
    use crate::source::testing::agrees;

    #[test]
    fn take_and_skip_agree_with_std() {
        for n in 0..70usize {
            let v: Vec<usize> = (0..n).collect();
            for k in [0, 1, 5, 33, 70, usize::MAX] {
                agrees(|| source(&v).take(k), || v.iter().take(k));
                agrees(|| source(&v).skip(k), || v.iter().skip(k));
                agrees(
                    || source(v.clone()).take(k),
                    || v.clone().into_iter().take(k),
                );
                agrees(
                    || source(v.clone()).skip(k),
                    || v.clone().into_iter().skip(k),
                );
                agrees(
                    || source(3..=n).skip(2).take(k).skip(1),
                    || (3..=n).skip(2).take(k).skip(1),
                );
                agrees(
                    || source(&v).take(k).enumerate().rev(),
                    || v.iter().take(k).enumerate().rev(),
                );
                agrees(
                    || source(&v).take(k).zip(source(0..40)),
                    || v.iter().take(k).zip(0..40),
                );
            }
        }
    }
}
