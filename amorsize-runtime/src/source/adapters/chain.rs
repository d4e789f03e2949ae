use std::iter;

use crate::source::Source;

/// See [`Source::chain`].
#[derive(Clone, Debug)]
pub struct Chain<A, B> {
    a: A,
    b: B,
}

impl<A, B> Chain<A, B> {
    #[inline(always)]
    pub(in crate::source) fn new(a: A, b: B) -> Self {
        Chain { a, b }
    }
}

impl<A: Source, B: Source<Item = A::Item>> Source for Chain<A, B> {
    type Item = A::Item;
    type Iter = iter::Chain<A::Iter, B::Iter>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.a.len().saturating_add(self.b.len())
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let first = self.a.len();
        let (a, a_right) = self.a.split_at(index.min(first));
        let (b, b_right) = self.b.split_at(index.saturating_sub(first));
        (
            Chain { a, b },
            Chain {
                a: a_right,
                b: b_right,
            },
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        self.a.into_iter().chain(self.b.into_iter())
    }
}

#[cfg(test)]
mod tests {
    use crate::source::source;
    use crate::source::testing::agrees;

    #[test]
    fn agrees_with_std() {
        for n in [0usize, 1, 2, 7, 20, 41] {
            let v: Vec<usize> = (0..n).collect();
            for k in [0usize, 1, 5, 30] {
                let w: Vec<usize> = (100..100 + k).collect();
                agrees(|| source(&v).chain(source(&w)), || v.iter().chain(&w));
                agrees(
                    || source(v.clone()).chain(source(w.clone())),
                    || v.clone().into_iter().chain(w.clone()),
                );
                agrees(
                    || source(&v).chain(source(&w)).rev().enumerate(),
                    || v.iter().chain(&w).rev().enumerate(),
                );
                agrees(
                    || source(0..n).chain(source(3..=k)).chain(source(k..n)),
                    || (0..n).chain(3..=k).chain(k..n),
                );
                agrees(
                    || source(v.clone()).take(3).chain(source(w.clone())).skip(2),
                    || v.clone().into_iter().take(3).chain(w.clone()).skip(2),
                );
                agrees(
                    || source(&v).chain(source(&w)).step_by(3).zip(source(5..)),
                    || v.iter().chain(&w).step_by(3).zip(5..),
                );
            }
        }
    }
}
