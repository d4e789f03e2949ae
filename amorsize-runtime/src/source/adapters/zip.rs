use std::iter;

use crate::source::Source;

/// See [`Source::zip`].
#[derive(Clone, Debug)]
pub struct Zip<A, B> {
    a: A,
    b: B,
}

impl<A, B> Zip<A, B> {
    #[inline(always)]
    pub(in crate::source) fn new(a: A, b: B) -> Self {
        Zip { a, b }
    }
}

impl<A: Source, B: Source> Source for Zip<A, B> {
    type Item = (A::Item, B::Item);
    type Iter = iter::Zip<A::Iter, B::Iter>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.a.len().min(self.b.len())
    }

    // What one side has more stays with the right part, to the end: it is dropped where std's zip drops it.
    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (a, a_right) = self.a.split_at(index);
        let (b, b_right) = self.b.split_at(index);
        (
            Zip { a, b },
            Zip {
                a: a_right,
                b: b_right,
            },
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        self.a.into_iter().zip(self.b.into_iter())
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
            for k in [0, 1, 30, 70, 90] {
                let w: Vec<String> = (0..k).map(|x| x.to_string()).collect();
                agrees(|| source(&v).zip(source(&w)), || v.iter().zip(&w));
                agrees(|| source(&w).zip(source(&v)), || w.iter().zip(&v));
                agrees(
                    || source(v.clone()).zip(source(w.clone())),
                    || v.clone().into_iter().zip(w.clone()),
                );
                agrees(
                    || source(w.clone()).zip(source(v.clone())),
                    || w.clone().into_iter().zip(v.clone()),
                );
                agrees(
                    || source(0..k).zip(source(&v)).enumerate().zip(source(1..=n)),
                    || (0..k).zip(&v).enumerate().zip(1..=n),
                );
                agrees(|| source(&v).zip(source(7u8..)), || v.iter().zip(7u8..));
                agrees(|| source(0u16..).zip(source(&w)), || (0u16..).zip(&w));
                agrees(
                    || source(&v).zip(source(&w)).skip(2).step_by(3),
                    || v.iter().zip(&w).skip(2).step_by(3),
                );
            }
        }
    }
}
