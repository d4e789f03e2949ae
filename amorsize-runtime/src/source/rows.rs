//! Rows: an outer array of which each iteration owns a run of items, at a fixed distance from the next.

use std::collections::VecDeque;
use std::ops::{Index, IndexMut, Range, RangeInclusive};
use std::slice::SliceIndex;

use super::{Bounds, Source, SplitIndex};

/// An array whose items lie in one piece.
///
/// Implement it for an own array type to write `out[i * width + j] = …` in a parallel loop over `i`: what `out[k]` is must be item `k` of
/// the slice.
///
/// ```
/// # use amorsize_runtime::{SplitIndex, SplitSlice};
/// use std::ops::{Index, IndexMut, Range};
///
/// struct Image { width: usize, pixels: Vec<u8> }
///
/// impl Index<usize> for Image {
///     type Output = u8;
///     fn index(&self, k: usize) -> &u8 { &self.pixels[k] }
/// }
/// impl IndexMut<usize> for Image {
///     fn index_mut(&mut self, k: usize) -> &mut u8 { &mut self.pixels[k] }
/// }
/// impl SplitIndex for Image {
///     type Item = u8;
///     type View<'a> = <Vec<u8> as SplitIndex>::View<'a>;
///     fn len(&self) -> usize { self.pixels.len() }
///     fn view(&mut self, range: Range<usize>) -> Option<Self::View<'_>> { SplitIndex::view(&mut self.pixels, range) }
/// }
/// impl SplitSlice for Image {
///     fn slice(&mut self, range: Range<usize>) -> Option<&mut [u8]> { self.pixels.get_mut(range) }
/// }
///
/// let mut image = Image { width: 4, pixels: vec![0; 12] };
/// assert_eq!(image.slice(4..8).map(|row| row.len()), Some(image.width));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written by row from several workers",
    label = "each iteration writes a run of items of this, and its items are not known to lie in one piece",
    note = "use a `Vec`, slice, array, `Box<[T]>` or `VecDeque`, or implement `amorsize::SplitSlice`"
)]
pub trait SplitSlice: SplitIndex {
    /// The items of `range`; `None` if not all of them are there, or not in one piece as things are.
    fn slice(&mut self, range: Range<usize>) -> Option<&mut [Self::Item]>;
}

impl<T: Send> SplitSlice for [T] {
    #[inline(always)]
    fn slice(&mut self, range: Range<usize>) -> Option<&mut [T]> {
        self.get_mut(range)
    }
}

impl<T: Send> SplitSlice for Vec<T> {
    #[inline(always)]
    fn slice(&mut self, range: Range<usize>) -> Option<&mut [T]> {
        self.get_mut(range)
    }
}

impl<T: Send, const N: usize> SplitSlice for [T; N] {
    #[inline(always)]
    fn slice(&mut self, range: Range<usize>) -> Option<&mut [T]> {
        self.get_mut(range)
    }
}

impl<T: Send> SplitSlice for VecDeque<T> {
    #[inline(always)]
    fn slice(&mut self, range: Range<usize>) -> Option<&mut [T]> {
        match self.as_mut_slices() {
            (items, []) => items.get_mut(range),
            _ => None,
        }
    }
}

impl<S: SplitSlice + ?Sized> SplitSlice for &mut S {
    #[inline(always)]
    fn slice(&mut self, range: Range<usize>) -> Option<&mut [S::Item]> {
        S::slice(self, range)
    }
}

impl<S: SplitSlice + ?Sized> SplitSlice for Box<S> {
    #[inline(always)]
    fn slice(&mut self, range: Range<usize>) -> Option<&mut [S::Item]> {
        S::slice(self, range)
    }
}

/// A subscript of a row, in the numbers of the whole array.
pub trait RowIndex<T>: SliceIndex<[T]> + Clone {
    /// The same in the numbers of a part that begins at `start`; where that is impossible, one that no slice has.
    fn within(self, start: usize) -> Self;
    /// The items that it takes; `None` if no array has them.
    fn run(&self) -> Option<Range<usize>>;
    /// What a slice of this length does with the subscript: nothing, or its panic.
    fn check(self, len: usize);
}

impl<T> RowIndex<T> for usize {
    #[inline(always)]
    fn within(self, start: usize) -> usize {
        self.wrapping_sub(start)
    }
    #[inline(always)]
    fn run(&self) -> Option<Range<usize>> {
        Some(*self..self.checked_add(1)?)
    }
    #[track_caller]
    fn check(self, len: usize) {
        let () = vec![(); len][self];
    }
}

impl<T> RowIndex<T> for Range<usize> {
    #[inline(always)]
    fn within(self, start: usize) -> Range<usize> {
        self.start.wrapping_sub(start)..self.end.wrapping_sub(start)
    }
    #[inline(always)]
    fn run(&self) -> Option<Range<usize>> {
        Some(self.clone())
    }
    #[track_caller]
    fn check(self, len: usize) {
        let _ = &vec![(); len][self];
    }
}

impl<T> RowIndex<T> for RangeInclusive<usize> {
    #[inline(always)]
    fn within(self, start: usize) -> RangeInclusive<usize> {
        self.start().wrapping_sub(start)..=self.end().wrapping_sub(start)
    }
    #[inline(always)]
    fn run(&self) -> Option<Range<usize>> {
        Some(*self.start()..self.end().checked_add(1)?)
    }
    #[track_caller]
    fn check(self, len: usize) {
        let _ = &vec![(); len][self];
    }
}

/// The panic of the plain loop where there is one.
#[cold]
#[inline(never)]
#[track_caller]
pub(super) fn outside<T, I: RowIndex<T>>(index: I, whole: usize) -> ! {
    index.check(whole);
    panic!(
        "amorsize: this iteration leaves the items that it was thought to use, and the loop must not go on: mark it `#[serial]`"
    )
}

/// The items that one iteration owns, under the subscripts that they have in the whole array.
#[derive(Debug)]
pub struct Row<'a, T> {
    items: &'a mut [T],
    /// The subscript of the first of them.
    start: usize,
    /// The length of the array.
    whole: usize,
}

impl<T> Row<'_, T> {
    /// As [`slice::swap`].
    #[inline(always)]
    #[track_caller]
    pub fn swap(&mut self, a: usize, b: usize) {
        let (first, second) = (a.wrapping_sub(self.start), b.wrapping_sub(self.start));
        if first < self.items.len() && second < self.items.len() {
            self.items.swap(first, second);
        } else {
            let wrong = if first < self.items.len() { b } else { a };
            outside::<T, usize>(wrong, self.whole)
        }
    }
}

impl<T, I: RowIndex<T>> Index<I> for Row<'_, T> {
    type Output = I::Output;
    #[inline(always)]
    #[track_caller]
    fn index(&self, index: I) -> &I::Output {
        match self.items.get(index.clone().within(self.start)) {
            Some(items) => items,
            None => outside::<T, I>(index, self.whole),
        }
    }
}

impl<T, I: RowIndex<T>> IndexMut<I> for Row<'_, T> {
    #[inline(always)]
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        match self.items.get_mut(index.clone().within(self.start)) {
            Some(items) => items,
            None => outside::<T, I>(index, self.whole),
        }
    }
}

/// The rows of an array, in the order of the iterations that own them.
#[derive(Debug)]
pub struct Rows<'a, T> {
    items: &'a mut [T],
    count: usize,
    /// From the start of a row to the start of the next.
    stride: usize,
    /// The row of the first iteration is the last one.
    back: bool,
    start: usize,
    whole: usize,
}

impl<'a, T> Rows<'a, T> {
    /// The first `count` rows, in the order of the iterations; they are taken away.
    #[inline(always)]
    fn take_front(&mut self, count: usize) -> Self {
        let items = std::mem::take(&mut self.items);
        let left = self.count - count;
        let cut = if self.back { left } else { count }
            .saturating_mul(self.stride)
            .min(items.len());
        let (low, high) = items.split_at_mut(cut);
        let (taken, kept, taken_start, kept_start) = if self.back {
            (high, low, self.start + cut, self.start)
        } else {
            (low, high, self.start, self.start + cut)
        };
        self.items = kept;
        self.start = kept_start;
        self.count = left;
        Rows {
            items: taken,
            count,
            start: taken_start,
            ..*self
        }
    }
}

impl<'a, T: Send> Source for Rows<'a, T> {
    type Item = Row<'a, T>;
    type Iter = RowsIter<'a, T>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.count
    }

    #[inline(always)]
    fn split_at(mut self, index: usize) -> (Self, Self) {
        let front = self.take_front(index);
        (front, self)
    }

    #[inline(always)]
    fn into_iter(self) -> RowsIter<'a, T> {
        RowsIter(self)
    }
}

/// The loop over rows.
#[derive(Debug)]
pub struct RowsIter<'a, T>(Rows<'a, T>);

impl<'a, T> Iterator for RowsIter<'a, T> {
    type Item = Row<'a, T>;

    #[inline(always)]
    fn next(&mut self) -> Option<Row<'a, T>> {
        if self.0.count == 0 {
            return None;
        }
        let row = self.0.take_front(1);
        Some(Row {
            items: row.items,
            start: row.start,
            whole: self.0.whole,
        })
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.count, Some(self.0.count))
    }
}

impl<T> DoubleEndedIterator for RowsIter<'_, T> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.0.count == 0 {
            return None;
        }
        let front = self.0.take_front(self.0.count - 1);
        let row = std::mem::replace(&mut self.0, front);
        Some(Row {
            items: row.items,
            start: row.start,
            whole: row.whole,
        })
    }
}

impl<T> ExactSizeIterator for RowsIter<'_, T> {}

/// The rows of `array[stride * i + offset]`, `i` being the counter; `None` if two iterations could meet in one item, or an item is missing.
pub fn rows<A: SplitSlice + ?Sized>(
    array: &mut A,
    counter: Bounds,
    stride: Bounds,
    offsets: Bounds,
) -> Option<Rows<'_, A::Item>> {
    let whole = array.len();
    let empty = |count| {
        Some(Rows {
            items: &mut [],
            count,
            stride: 0,
            back: false,
            start: 0,
            whole,
        })
    };
    let (first, last) = match counter {
        Bounds::Within(first, last) => (first, last),
        Bounds::Never => return empty(0),
        Bounds::Unknown => return None,
    };
    let count = usize::try_from(last.checked_sub(first)?.checked_add(1)?).ok()?;
    let (low, high) = match offsets {
        Bounds::Within(low, high) => (low, high),
        Bounds::Never => return empty(count),
        Bounds::Unknown => return None,
    };
    let Bounds::Within(stride, same) = stride else {
        return None;
    };
    let width = high.checked_sub(low)?.checked_add(1)?;
    if stride != same || stride == 0 || width > stride.checked_abs()? {
        return None;
    }
    let (one, other) = (stride.checked_mul(first)?, stride.checked_mul(last)?);
    let start = usize::try_from(one.min(other).checked_add(low)?).ok()?;
    let end = usize::try_from(one.max(other).checked_add(high)?.checked_add(1)?).ok()?;
    let items = array.slice(start..end)?;
    Some(Rows {
        items,
        count,
        stride: usize::try_from(stride.unsigned_abs()).ok()?,
        back: stride < 0,
        start,
        whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{counter, fixed, upto};
    use std::panic::{AssertUnwindSafe, catch_unwind};

    /// Rows against the plain loop: counters, strides and offsets of every sign, cut anywhere.
    #[test]
    fn rows_are_the_items_of_the_plain_loop() {
        for first in -2..4i64 {
            for count in 0..6i64 {
                for stride in -3..4i64 {
                    for offset in -4..8i64 {
                        for width in 0..4i64 {
                            for cut in 0..=count {
                                compare(first, count, stride, offset, width, cut);
                            }
                        }
                    }
                }
            }
        }
    }

    fn compare(first: i64, count: i64, stride: i64, offset: i64, width: i64, cut: i64) {
        let head = first..first + count;
        let mut plain = [0i64; 16];
        let fits = head
            .clone()
            .all(|i| (0..width).all(|k| (0..16).contains(&(stride * i + offset + k))));
        let apart = width <= stride.abs() || count == 0 || width == 0;
        let mut array = [0i64; 16];
        let offsets = fixed(offset) + upto(fixed(0), fixed(width));
        let got = rows(&mut array, counter(&head), fixed(stride), offsets);
        if !(fits && apart) {
            // One row alone cannot meet another, but it is not worth a rule.
            assert!(got.is_none() || count == 0 || width == 0);
            return;
        }
        let Some(got) = got else {
            panic!("{head:?} {stride} {offset} {width}")
        };
        assert_eq!(got.len(), head.clone().count());
        let (left, right) = got.split_at(usize::try_from(cut).unwrap());
        for (i, mut row) in head.clone().zip(left.into_iter().chain(right.into_iter())) {
            for k in 0..width {
                row[usize::try_from(stride * i + offset + k).unwrap()] += 100 * i + k + 1;
            }
            assert!(catch_unwind(AssertUnwindSafe(|| row[usize::MAX])).is_err());
        }
        for i in head {
            for k in 0..width {
                plain[usize::try_from(stride * i + offset + k).unwrap()] += 100 * i + k + 1;
            }
        }
        assert_eq!(array, plain);
    }

    #[test]
    fn from_the_back() {
        let mut array: Vec<usize> = (0..12).collect();
        let rows = rows(
            &mut array,
            counter(&(0..4)),
            fixed(3),
            upto(fixed(0), fixed(3)),
        )
        .unwrap();
        let starts: Vec<usize> = rows.into_iter().rev().map(|row| row.start).collect();
        assert_eq!(starts, [9, 6, 3, 0]);
    }

    #[test]
    fn slices_of_a_row_and_their_panics() {
        let text = |f: &mut dyn FnMut()| {
            let payload = catch_unwind(AssertUnwindSafe(f)).unwrap_err();
            match payload.downcast::<String>() {
                Ok(text) => *text,
                Err(payload) => payload.downcast_ref::<&str>().unwrap().to_string(),
            }
        };
        let mut array: Vec<usize> = (0..12).collect();
        let mut plain = array.clone();
        let all = rows(
            &mut array,
            counter(&(0..4)),
            fixed(3),
            upto(fixed(0), fixed(3)),
        )
        .unwrap();
        let mut row = all.into_iter().nth(1).unwrap();
        assert_eq!(row[3..6], [3, 4, 5]);
        assert_eq!(row[4..=5], [4, 5]);
        assert_eq!(row[6..6], []);
        row[3..5].copy_from_slice(&[7, 8]);
        row.swap(3, 5);
        assert_eq!(row[3..6], [5, 8, 7]);
        assert_eq!(text(&mut || row[12] = 1), text(&mut || plain[12] = 1));
        assert_eq!(
            text(&mut || row[5..13].fill(1)),
            text(&mut || plain[5..13].fill(1))
        );
        assert_eq!(
            text(&mut || row.swap(3, 99)),
            text(&mut || plain.swap(3, 99))
        );
        #[expect(clippy::reversed_empty_ranges, reason = "it is what panics")]
        let reversed = 5..4;
        assert_eq!(
            text(&mut || row[reversed.clone()].fill(1)),
            text(&mut || plain[reversed.clone()].fill(1))
        );
        assert!(text(&mut || row[2] = 1).contains("leaves the items"));
    }
}
