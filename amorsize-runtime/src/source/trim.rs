//! std's iterators that are cut by trimming clones of themselves.

use std::collections::{VecDeque, vec_deque};
use std::iter::{Copied, Enumerate, Rev};
use std::ops::Range;
use std::slice;
use std::str;

use super::{Extent, Integer, IntoSource, Source};

/// A shared iterator whose clone, `nth` and `nth_back` take constant time and have no effect.
#[diagnostic::on_unimplemented(
    message = "AMZ024: `{Self}` can only be pulled ahead of the bodies",
    label = "the items of this head cannot be cut by index",
    note = "`#[parallel(pull)]` if its `next()` has no effect that matters, or collect it into a `Vec` first"
)]
pub trait Trimmable: Clone + DoubleEndedIterator + ExactSizeIterator {}

impl<T> Trimmable for slice::Iter<'_, T> {}
impl<T> Trimmable for slice::Chunks<'_, T> {}
impl<T> Trimmable for slice::ChunksExact<'_, T> {}
impl<T> Trimmable for slice::RChunks<'_, T> {}
impl<T> Trimmable for slice::RChunksExact<'_, T> {}
impl<T> Trimmable for slice::Windows<'_, T> {}
impl<T> Trimmable for vec_deque::Iter<'_, T> {}
impl Trimmable for str::Bytes<'_> {}
impl<T: Integer> Trimmable for Range<T> where Range<T>: DoubleEndedIterator + ExactSizeIterator {}
// Not `Cloned`: its `nth` clones what it passes over.
impl<'a, T: Copy + 'a, I: Trimmable + Iterator<Item = &'a T>> Trimmable for Copied<I> {}
impl<I: Trimmable> Trimmable for Rev<I> {}
impl<I: Trimmable> Trimmable for Enumerate<I> {}

/// An iterator that is its own source.
#[derive(Clone, Debug)]
pub struct Trim<I>(I);

impl<I: Trimmable + Send> Source for Trim<I> {
    type Item = I::Item;
    type Iter = I;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (mut left, mut right) = (self.0.clone(), self.0);
        if let Some(last) = left.len().checked_sub(index + 1) {
            left.nth_back(last);
        }
        if let Some(last) = index.checked_sub(1) {
            right.nth(last);
        }
        (Trim(left), Trim(right))
    }

    #[inline(always)]
    fn into_iter(self) -> I {
        self.0
    }
}

macro_rules! trimmed {
    ($([$($generics:tt)*] $head:ty;)*) => {$(
        impl<$($generics)*> IntoSource for $head
        where
            Self: Trimmable + Send,
        {
            type Source = Trim<Self>;

            #[inline(always)]
            fn into_source(self) -> Trim<Self> {
                Trim(self)
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                Extent::exact(self.len())
            }
        }
    )*};
}

trimmed! {
    ['a, T: Sync] slice::Chunks<'a, T>;
    ['a, T: Sync] slice::ChunksExact<'a, T>;
    ['a, T: Sync] slice::RChunks<'a, T>;
    ['a, T: Sync] slice::RChunksExact<'a, T>;
    ['a, T: Sync] slice::Windows<'a, T>;
    ['a, T: Sync] vec_deque::Iter<'a, T>;
    ['a] str::Bytes<'a>;
    [I] Copied<I>;
    [I] Rev<I>;
    [I] Enumerate<I>;
}

impl<'a, T: Sync> IntoSource for &'a VecDeque<T> {
    type Source = Trim<vec_deque::Iter<'a, T>>;

    #[inline(always)]
    fn into_source(self) -> Self::Source {
        Trim(self.iter())
    }

    #[inline(always)]
    fn extent(&self) -> Extent {
        Extent::exact(self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::agrees;
    use super::*;
    use crate::source::source;

    #[test]
    fn shared_chunks_and_windows_agree_with_std() {
        for n in 0..70usize {
            let v: Vec<usize> = (0..n).collect();
            for k in [1, 2, 3, 10, 69, 70, 71, usize::MAX] {
                agrees(|| source(v.chunks(k)), || v.chunks(k));
                agrees(|| source(v.chunks_exact(k)), || v.chunks_exact(k));
                agrees(|| source(v.rchunks(k)), || v.rchunks(k));
                agrees(|| source(v.rchunks_exact(k)), || v.rchunks_exact(k));
                agrees(|| source(v.windows(k)), || v.windows(k));
                agrees(
                    || source(v.chunks(k)).enumerate().rev(),
                    || v.chunks(k).enumerate().rev(),
                );
            }
        }
    }

    #[test]
    fn other_shared_iterators_agree_with_std() {
        for n in 0..70usize {
            let v: Vec<u8> = (0..n as u8).collect();
            let mut deque: VecDeque<u8> = v.iter().copied().collect();
            deque.rotate_left(n / 3);
            deque.extend(v.iter().take(5));
            (0..deque.len().min(4)).for_each(|_| _ = deque.pop_front());
            let text = "x".repeat(n) + "é";
            agrees(|| source(&deque), || deque.iter());
            agrees(|| source(deque.iter()).rev(), || deque.iter().rev());
            agrees(|| source(text.bytes()), || text.bytes());
            agrees(|| source(v.iter().copied()), || v.iter().copied());
            agrees(
                || source(v.iter().rev().enumerate()),
                || v.iter().rev().enumerate(),
            );
            agrees(
                || source(v.iter().copied().enumerate().rev()),
                || v.iter().copied().enumerate().rev(),
            );
            agrees(|| source((0..n).rev()), || (0..n).rev());
            let mut started = v.chunks(3).enumerate();
            started.next();
            agrees(|| source(started.clone()), || started.clone());
        }
    }
}
