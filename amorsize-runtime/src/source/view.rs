//! Views: an outer array, of which iteration `i` owns item `i`.

use std::collections::VecDeque;
use std::ops::{Range, RangeInclusive};

use super::{Integer, SliceMutSource, Source};

/// Reaches a place by autoref, however its binding is declared: `place.amorsize_place()` is a `&mut` to it.
pub trait Place {
    /// The place itself.
    #[inline(always)]
    fn amorsize_place(&mut self) -> &mut Self {
        self
    }
}

impl<T: ?Sized> Place for T {}

/// An array whose items can be changed by different participants at the same time.
///
/// Implement it for an own array type to write `out[i] = …` in a parallel loop over `i`. Item `i` of the view is what
/// `out[i]` is.
///
/// ```
/// # use amorsize_runtime::SplitIndex;
/// use std::ops::Range;
///
/// struct Column { values: Vec<f64> }
///
/// impl SplitIndex for Column {
///     type Item = f64;
///     type View<'a> = <Vec<f64> as SplitIndex>::View<'a>;
///     fn len(&self) -> usize { self.values.len() }
///     fn view(&mut self, range: Range<usize>) -> Option<Self::View<'_>> { SplitIndex::view(&mut self.values, range) }
/// }
/// assert!(Column { values: vec![0.0; 3] }.view(0..4).is_none());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written by index from several workers",
    label = "each iteration writes its own item of this, and the items cannot be told apart",
    note = "use a `Vec`, slice, array, `Box<[T]>` or `VecDeque`, or implement `amorsize::SplitIndex`"
)]
pub trait SplitIndex {
    /// What an index gives.
    type Item;
    /// The items of a range of indices, to be cut.
    type View<'a>: Source<Item = &'a mut Self::Item>
    where
        Self: 'a;

    /// One more than the greatest index.
    fn len(&self) -> usize;

    /// Whether there is no item.
    #[inline(always)]
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items of `range`; `None` if not all of them are there, or they cannot be cut as things are.
    fn view(&mut self, range: Range<usize>) -> Option<Self::View<'_>>;
}

impl<T: Send> SplitIndex for [T] {
    type Item = T;
    type View<'a>
        = SliceMutSource<'a, T>
    where
        Self: 'a;

    #[inline(always)]
    fn len(&self) -> usize {
        <[T]>::len(self)
    }

    #[inline(always)]
    fn view(&mut self, range: Range<usize>) -> Option<SliceMutSource<'_, T>> {
        self.get_mut(range).map(SliceMutSource)
    }
}

macro_rules! like_a_slice {
    ($([$($generics:tt)*] $array:ty;)*) => {$(
        impl<T: Send, $($generics)*> SplitIndex for $array {
            type Item = T;
            type View<'a> = SliceMutSource<'a, T> where Self: 'a;

            #[inline(always)]
            fn len(&self) -> usize {
                self.as_slice().len()
            }

            #[inline(always)]
            fn view(&mut self, range: Range<usize>) -> Option<SliceMutSource<'_, T>> {
                self.get_mut(range).map(SliceMutSource)
            }
        }
    )*};
}

like_a_slice! {
    [] Vec<T>;
    [const N: usize] [T; N];
}

impl<T: Send> SplitIndex for VecDeque<T> {
    type Item = T;
    type View<'a>
        = SliceMutSource<'a, T>
    where
        Self: 'a;

    #[inline(always)]
    fn len(&self) -> usize {
        self.len()
    }

    /// `None` unless the items lie in one piece; they are not moved, since that could be observed.
    #[inline(always)]
    fn view(&mut self, range: Range<usize>) -> Option<SliceMutSource<'_, T>> {
        match self.as_mut_slices() {
            (items, []) => items.get_mut(range).map(SliceMutSource),
            _ => None,
        }
    }
}

macro_rules! through_a_pointer {
    ($([$($generics:tt)*] $pointer:ty;)*) => {$(
        impl<$($generics)* S: SplitIndex + ?Sized> SplitIndex for $pointer {
            type Item = S::Item;
            type View<'a> = S::View<'a> where Self: 'a;

            #[inline(always)]
            fn len(&self) -> usize {
                S::len(self)
            }

            #[inline(always)]
            fn view(&mut self, range: Range<usize>) -> Option<S::View<'_>> {
                S::view(self, range)
            }
        }
    )*};
}

through_a_pointer! {
    ['s,] &'s mut S;
    [] Box<S>;
}

/// A range whose items, plus an offset, are used as subscripts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not count through the indices of an array",
    label = "a view needs a loop over a range of integers"
)]
pub trait IndexRange {
    /// The indices `(i + inner) as usize + outer` for every `i` of the range, `Some(0..0)` if it is empty.
    ///
    /// `None` if `i + inner` leaves the integer type or the cast would change its value, or an index leaves `usize`, for
    /// any `i`: there the plain loop wraps or panics, so it must run.
    fn indices(&self, inner: i128, outer: i128) -> Option<Range<usize>>;
}

/// From the least and the greatest value.
#[inline]
fn indices<T: Integer>(first: T, last: T, inner: i128, outer: i128) -> Option<Range<usize>> {
    let index = |value: T| {
        let value = value.to_i128()?.checked_add(inner)?;
        if !T::has(value) {
            return None;
        }
        let value = i128::try_from(usize::try_from(value).ok()?).ok()?;
        usize::try_from(value.checked_add(outer)?).ok()
    };
    Some(index(first)?..index(last)?.checked_add(1)?)
}

impl<T: Integer> IndexRange for Range<T> {
    #[inline]
    fn indices(&self, inner: i128, outer: i128) -> Option<Range<usize>> {
        if self.start >= self.end {
            return Some(0..0);
        }
        indices(self.start, self.end.backward(1), inner, outer)
    }
}

impl<T: Integer> IndexRange for RangeInclusive<T> {
    #[inline]
    fn indices(&self, inner: i128, outer: i128) -> Option<Range<usize>> {
        if self.is_empty() {
            return Some(0..0);
        }
        indices(*self.start(), *self.end(), inner, outer)
    }
}

/// The indices of `out[i + offset]`, or `out[(i + offset) as usize]`, for `i` in `range`.
#[inline]
pub fn view_indices<R: IndexRange>(range: &R, offset: i128) -> Option<Range<usize>> {
    range.indices(offset, 0)
}

/// The indices of `out[(i + inner) as usize + outer]` for `i` in `range`.
#[inline]
pub fn view_indices_cast<R: IndexRange>(
    range: &R,
    inner: i128,
    outer: i128,
) -> Option<Range<usize>> {
    range.indices(inner, outer)
}

/// The indices of `out[k + offset]` for the counter `k` of an `enumerate` over `len` items.
#[inline]
pub fn counter_indices(len: usize, offset: i128) -> Option<Range<usize>> {
    (0..len).indices(0, offset)
}

/// The view of an array on these indices; `None` if there are none or the array does not have them all.
#[inline]
pub fn view<A: SplitIndex + ?Sized>(
    array: &mut A,
    indices: Option<Range<usize>>,
) -> Option<A::View<'_>> {
    array.view(indices?)
}

/// Calls it, in a function of its own.
#[cold]
#[inline(never)]
pub fn aside<R>(work: impl FnOnce() -> R) -> R {
    work()
}

/// Two values, the second of which may be missing.
#[inline]
pub fn both<A, B>(first: A, second: Option<B>) -> Option<(A, B)> {
    second.map(|second| (first, second))
}

/// Two values, if both are there.
#[inline]
pub fn pair<A, B>(first: Option<A>, second: Option<B>) -> Option<(A, B)> {
    first.zip(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::source;

    #[test]
    fn places_are_found_however_they_are_bound() {
        struct Owner {
            field: Vec<u8>,
        }
        let mut vec = vec![1u8, 2, 3];
        let mut array = [1u8, 2, 3];
        let mut boxed: Box<[u8]> = Box::new([1, 2, 3]);
        let mut owner = Owner {
            field: vec![1, 2, 3],
        };
        let mut deque = VecDeque::from([1u8, 2, 3]);
        assert!(SplitIndex::view(vec.amorsize_place(), 0..3).is_some());
        assert!(SplitIndex::view(array.amorsize_place(), 3..3).is_some());
        assert!(SplitIndex::view(array.amorsize_place(), 3..4).is_none());
        assert!(SplitIndex::view(boxed.amorsize_place(), 1..3).is_some());
        assert!(SplitIndex::view(owner.field.amorsize_place(), 0..4).is_none());
        assert!(SplitIndex::view(deque.amorsize_place(), 0..3).is_some());
        deque.rotate_left(1);
        deque.push_front(9);
        assert_eq!(
            SplitIndex::view(deque.amorsize_place(), 0..4).is_some(),
            deque.as_slices().1.is_empty()
        );
        let slice: &mut [u8] = &mut vec;
        assert!(SplitIndex::view(slice.amorsize_place(), 0..3).is_some());
        let mut twice = &mut *slice;
        let thrice = &mut twice;
        assert!(SplitIndex::view(thrice.amorsize_place(), 0..3).is_some());
        assert_eq!(SplitIndex::len(thrice.amorsize_place()), 3);
        fn generic<S: SplitIndex + ?Sized>(out: &mut S) -> bool {
            SplitIndex::view(out.amorsize_place(), 0..0).is_some()
        }
        assert!(generic(&mut owner.field) && generic(thrice) && generic(&mut boxed));
    }

    #[test]
    fn a_view_is_zipped_on_the_range_before_it_is_reversed() {
        let head = 2..9i32;
        let mut out = vec![0; 10];
        let range = view_indices(&head, 1).unwrap();
        let view = SplitIndex::view(out.amorsize_place(), range).unwrap();
        let (left, right) = source(head).zip(view).rev().step_by(2).split_at(1);
        for (i, place) in right.into_iter().chain(left.into_iter()) {
            *place = i;
        }
        let mut want = vec![0; 10];
        for i in (2..9i32).rev().step_by(2) {
            want[(i + 1) as usize] = i;
        }
        assert_eq!(out, want);
    }

    #[test]
    fn indices_are_those_the_plain_loop_uses() {
        // Every offset that stays inside for u8 and i8, against checked arithmetic.
        for start in -12..12i8 {
            for end in -12..12i8 {
                for offset in -20..20i8 {
                    let want: Option<Vec<usize>> = (start..end)
                        .map(|i| usize::try_from(i.checked_add(offset)?).ok())
                        .collect();
                    let got = view_indices(&(start..end), i128::from(offset))
                        .map(Iterator::collect::<Vec<_>>);
                    assert_eq!(got, want);
                    let inclusive: Option<Vec<usize>> = (start..=end)
                        .map(|i| usize::try_from(i.checked_add(offset)?).ok())
                        .collect();
                    let got = view_indices(&(start..=end), i128::from(offset))
                        .map(Iterator::collect::<Vec<_>>);
                    assert_eq!(got, inclusive);
                }
            }
        }
    }

    #[test]
    fn subscripts_that_leave_their_type_are_left_to_the_plain_loop() {
        assert_eq!(view_indices(&(0..=255u8), 0), Some(0..256));
        assert_eq!(view_indices(&(0..=255u8), 1), None);
        assert_eq!(view_indices_cast(&(0..=255u8), 0, 1), Some(1..257));
        assert_eq!(view_indices_cast(&(0..9u8), 2, -3), None);
        assert_eq!(view_indices_cast(&(5..9u8), -5, 300), Some(300..304));
        assert_eq!(view_indices_cast(&(0..3i32), -1, 1), None);
        assert_eq!(view_indices(&(0..=usize::MAX), 0), None);
        assert_eq!(view_indices(&(0..usize::MAX), 0), Some(0..usize::MAX));
        assert_eq!(view_indices(&(0..u128::MAX), 0), None);
        assert_eq!(view_indices(&(u128::MAX..u128::MAX), 0), Some(0..0));
        assert_eq!(view_indices(&(i128::MAX..=i128::MAX), 1), None);
        assert_eq!(view_indices(&(-5..0i64), 5), Some(0..5));
        let mut done = 0..=3u8;
        done.by_ref().for_each(drop);
        assert_eq!(view_indices(&done, -9), Some(0..0));
    }
}
