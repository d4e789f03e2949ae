//! Borrowed slices, and what derefs to them.

use std::slice::{Iter, IterMut};

use super::{Extent, IntoSource, Source};

/// The items of a shared slice.
#[derive(Debug)]
pub struct SliceSource<'a, T>(pub(super) &'a [T]);

impl<'a, T: Sync> Source for SliceSource<'a, T> {
    type Item = &'a T;
    type Iter = Iter<'a, T>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (left, right) = self.0.split_at(index);
        (SliceSource(left), SliceSource(right))
    }

    #[inline(always)]
    fn into_iter(self) -> Iter<'a, T> {
        self.0.iter()
    }
}

/// The items of a slice that is changed in place.
#[derive(Debug)]
pub struct SliceMutSource<'a, T>(pub(super) &'a mut [T]);

impl<'a, T: Send> Source for SliceMutSource<'a, T> {
    type Item = &'a mut T;
    type Iter = IterMut<'a, T>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (left, right) = self.0.split_at_mut(index);
        (SliceMutSource(left), SliceMutSource(right))
    }

    #[inline(always)]
    fn into_iter(self) -> IterMut<'a, T> {
        self.0.iter_mut()
    }
}

macro_rules! shared {
    ($([$($generics:tt)*] $head:ty, $this:ident => $slice:expr, $len:expr;)*) => {$(
        impl<'a, T: Sync, $($generics)*> IntoSource for $head {
            type Source = SliceSource<'a, T>;

            #[inline(always)]
            fn into_source(self) -> SliceSource<'a, T> {
                let $this = self;
                SliceSource($slice)
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                let $this = self;
                Extent::exact($len)
            }
        }
    )*};
}

shared! {
    [] &'a [T], this => this, this.len();
    [] &'a Vec<T>, this => this, this.len();
    [] &'a Box<[T]>, this => this, this.len();
    [const N: usize] &'a [T; N], this => this, this.len();
    [] Iter<'a, T>, this => this.as_slice(), this.len();
}

macro_rules! exclusive {
    ($([$($generics:tt)*] $head:ty, $this:ident => $slice:expr, $len:expr;)*) => {$(
        impl<'a, T: Send, $($generics)*> IntoSource for $head {
            type Source = SliceMutSource<'a, T>;

            #[inline(always)]
            fn into_source(self) -> SliceMutSource<'a, T> {
                let $this = self;
                SliceMutSource($slice)
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                let $this = self;
                Extent::exact($len)
            }
        }
    )*};
}

exclusive! {
    [] &'a mut [T], this => this, this.len();
    [] &'a mut Vec<T>, this => this, this.len();
    [] &'a mut Box<[T]>, this => this, this.len();
    [const N: usize] &'a mut [T; N], this => this, this.len();
    [] IterMut<'a, T>, this => this.into_slice(), this.len();
}

#[cfg(test)]
mod tests {
    use super::super::testing::{agrees, cut};
    use super::super::{len, source};

    #[test]
    fn shared_slices_agree_with_std() {
        for n in 0..70usize {
            let v: Vec<usize> = (0..n).collect();
            let boxed = v.clone().into_boxed_slice();
            assert_eq!(
                (len(&&v), len(&&v[..]), len(&&boxed), len(&v.iter())),
                (n, n, n, n)
            );
            agrees(|| source(&v), || v.iter());
            agrees(|| source(&v[..]), || v.iter());
            agrees(|| source(&boxed), || v.iter());
            agrees(|| source(v.iter()), || v.iter());
        }
        let array = [1, 2, 3, 4, 5];
        agrees(|| source(&array), || array.iter());
        let mut started = array.iter();
        started.next();
        started.next_back();
        assert_eq!(len(&started), 3);
        agrees(|| source(started.clone()), || started.clone());
    }

    #[test]
    fn every_item_of_an_exclusive_slice_is_visited_once() {
        fn add_one(item: &mut u32) {
            *item += 1;
        }
        for n in 0..70usize {
            for at in 0..=n {
                let mut v = vec![1; n];
                let mut boxed = v.clone().into_boxed_slice();
                cut(source(&mut v), at, add_one);
                cut(source(&mut v[..]), at, add_one);
                cut(source(v.iter_mut()), at, add_one);
                cut(source(&mut boxed), at, add_one);
                assert_eq!(v, vec![4; n]);
                assert_eq!(*boxed, vec![2; n]);
            }
        }
        let mut array = [7, 8, 9];
        let mut started = array.iter_mut();
        started.next();
        assert_eq!(len(&started), 2);
        cut(source(started), 1, |x: &mut i32| *x = 0);
        cut(source(&mut array), 2, |x: &mut i32| *x += 1);
        assert_eq!(array, [8, 1, 1]);
    }

    #[test]
    fn items_without_size() {
        let mut units = [(); usize::MAX - 1];
        assert_eq!(len(&&units), usize::MAX - 1);
        assert_eq!(len(&&mut units), usize::MAX - 1);
        assert_eq!(len(&&[(); usize::MAX]), usize::MAX);
    }
}
