//! What the batch companion of a per-item function takes.

use std::collections::{VecDeque, vec_deque};
use std::iter::Copied;
use std::ops::{Range, RangeInclusive};
use std::slice;

use super::{Integer, IntoSource, Source};

/// Items for a companion made by `#[amorsize::parallel(map)]`, whose first parameter is of type `I`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection of `{I}` that can be cut by index",
    label = "expected items of type `{I}`",
    note = "`&[T]`, `&Vec<T>` give `&T`, or `T` if it is `Copy`; `&mut [T]` gives `&mut T`; `Vec<T>`, arrays and ranges give `T`"
)]
pub trait IntoItems<I> {
    /// A head over the items.
    type Items: IntoSource<Source: Source<Item = I>> + IntoIterator<Item = I>;

    /// The head.
    fn into_items(self) -> Self::Items;
}

macro_rules! items {
    ($([$($generics:tt)*] $from:ty, $item:ty => $items:ty, |$this:ident| $head:expr;)*) => {$(
        impl<$($generics)*> IntoItems<$item> for $from
        where
            $items: IntoSource<Source: Source<Item = $item>> + IntoIterator<Item = $item>,
        {
            type Items = $items;

            #[inline(always)]
            fn into_items(self) -> Self::Items {
                let $this = self;
                $head
            }
        }
    )*};
}

items! {
    ['a, T] &'a [T], &'a T => slice::Iter<'a, T>, |this| this.iter();
    ['a, T] &'a Vec<T>, &'a T => slice::Iter<'a, T>, |this| this.iter();
    ['a, T] &'a Box<[T]>, &'a T => slice::Iter<'a, T>, |this| this.iter();
    ['a, T, const N: usize] &'a [T; N], &'a T => slice::Iter<'a, T>, |this| this.iter();
    ['a, T] &'a VecDeque<T>, &'a T => vec_deque::Iter<'a, T>, |this| this.iter();

    ['a, T: Copy] &'a [T], T => Copied<slice::Iter<'a, T>>, |this| this.iter().copied();
    ['a, T: Copy] &'a Vec<T>, T => Copied<slice::Iter<'a, T>>, |this| this.iter().copied();
    ['a, T: Copy] &'a Box<[T]>, T => Copied<slice::Iter<'a, T>>, |this| this.iter().copied();
    ['a, T: Copy, const N: usize] &'a [T; N], T => Copied<slice::Iter<'a, T>>, |this| this.iter().copied();
    ['a, T: Copy] &'a VecDeque<T>, T => Copied<vec_deque::Iter<'a, T>>, |this| this.iter().copied();

    ['a, T] &'a mut [T], &'a mut T => slice::IterMut<'a, T>, |this| this.iter_mut();
    ['a, T] &'a mut Vec<T>, &'a mut T => slice::IterMut<'a, T>, |this| this.iter_mut();
    ['a, T] &'a mut Box<[T]>, &'a mut T => slice::IterMut<'a, T>, |this| this.iter_mut();
    ['a, T, const N: usize] &'a mut [T; N], &'a mut T => slice::IterMut<'a, T>, |this| this.iter_mut();

    [T] Vec<T>, T => Vec<T>, |this| this;
    [T] Box<[T]>, T => Vec<T>, |this| this.into_vec();
    [T, const N: usize] [T; N], T => [T; N], |this| this;
    [T: Integer] Range<T>, T => Range<T>, |this| this;
    [T: Integer] RangeInclusive<T>, T => RangeInclusive<T>, |this| this;
}

#[cfg(test)]
mod tests {
    use super::super::{Source, len};
    use super::*;

    fn map<I, A: IntoItems<I>, R>(items: A, f: impl Fn(I) -> R) -> Vec<R>
    where
        <A::Items as IntoSource>::Source: Source<Item = I>,
    {
        let head = items.into_items();
        let half = len(&head) / 2;
        let (left, right) = head.into_source().split_at(half);
        left.into_iter().chain(right.into_iter()).map(f).collect()
    }

    fn lengths<'a, A: IntoItems<&'a String>>(items: A) -> Vec<usize> {
        items.into_items().into_iter().map(String::len).collect()
    }

    fn squares<A: IntoItems<f64>>(items: A) -> Vec<f64> {
        items.into_items().into_iter().map(|x| x * x).collect()
    }

    fn words<'a, A: IntoItems<&'a str>>(items: A) -> usize {
        items.into_items().into_iter().map(str::len).sum()
    }

    #[test]
    #[allow(clippy::needless_borrows_for_generic_args)]
    fn every_collection_gives_its_items() {
        let strings: Vec<String> = ["a", "bc", ""].map(String::from).into();
        assert_eq!(lengths(&strings), [1, 2, 0]);
        assert_eq!(lengths(&strings[1..]), [2, 0]);
        assert_eq!(lengths(&VecDeque::from(strings.clone())), [1, 2, 0]);
        assert_eq!(squares(&[1.0, 2.0]), [1.0, 4.0]);
        assert_eq!(squares(&vec![3.0][..]), [9.0]);
        assert_eq!(squares(vec![3.0]), [9.0]);
        assert_eq!(squares([2.0, 3.0]), [4.0, 9.0]);
        assert_eq!(words(&["ab", "c"]), 3);
        assert_eq!(words(vec!["ab", "c"]), 3);
        assert_eq!(map(0..4u8, |x: u8| x + 1), [1, 2, 3, 4]);
        assert_eq!(map(0..=3i128, |x: i128| x), [0, 1, 2, 3]);
        assert_eq!(map(&[5u8, 6], |x: u8| x), [5, 6]);
        assert_eq!(map(&[5u8, 6], |x: &u8| *x), [5, 6]);
        assert_eq!(
            map(strings.clone(), |s: String| s + "!"),
            ["a!", "bc!", "!"]
        );
        assert_eq!(
            map(strings.into_boxed_slice(), |s: String| s.len()),
            [1, 2, 0]
        );
        let mut numbers = vec![1, 2, 3];
        map(&mut numbers, |x: &mut i32| *x += 1);
        map(&mut numbers[1..], |x: &mut i32| *x *= 2);
        assert_eq!(numbers, [2, 6, 8]);
    }
}
