use std::iter;

use crate::source::Source;

macro_rules! by_value {
    ($(#[$doc:meta] $name:ident $bound:ident $method:ident;)*) => {$(
        #[$doc]
        #[derive(Clone, Debug)]
        pub struct $name<S>(S);

        impl<S> $name<S> {
            #[inline(always)]
            pub(in crate::source) fn new(inner: S) -> Self {
                $name(inner)
            }
        }

        impl<'a, T: $bound + 'a, S: Source<Item = &'a T>> Source for $name<S> {
            type Item = T;
            type Iter = iter::$name<S::Iter>;

            #[inline(always)]
            fn len(&self) -> usize {
                self.0.len()
            }

            #[inline(always)]
            fn split_at(self, index: usize) -> (Self, Self) {
                let (left, right) = self.0.split_at(index);
                ($name(left), $name(right))
            }

            #[inline(always)]
            fn into_iter(self) -> Self::Iter {
                self.0.into_iter().$method()
            }
        }
    )*};
}

by_value! {
    /// See [`Source::copied`].
    Copied Copy copied;
    /// See [`Source::cloned`].
    Cloned Clone cloned;
}

#[cfg(test)]
mod tests {
    use crate::source::source;
    use crate::source::testing::agrees;

    #[test]
    fn agree_with_std() {
        for n in 0..70 {
            let v: Vec<u16> = (0..n).collect();
            let s: Vec<String> = v.iter().map(|x| x.to_string()).collect();
            agrees(|| source(&v).copied(), || v.iter().copied());
            agrees(
                || source(&v).copied().rev().enumerate(),
                || v.iter().copied().rev().enumerate(),
            );
            agrees(|| source(&s).cloned(), || s.iter().cloned());
            agrees(
                || source(&s).enumerate().zip(source(&v).copied()),
                || s.iter().enumerate().zip(v.iter().copied()),
            );
        }
    }
}
