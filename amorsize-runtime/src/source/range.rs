//! Integer ranges.

use std::iter::FusedIterator;
use std::ops::{Range, RangeFrom, RangeInclusive};

use super::{Extent, Integer, IntoSource, Source};

/// A half-open range.
#[derive(Clone, Debug)]
pub struct RangeSource<T>(Range<T>);

impl<T: Integer> Source for RangeSource<T>
where
    Range<T>: Iterator<Item = T>,
{
    type Item = T;
    type Iter = Range<T>;

    #[inline(always)]
    fn len(&self) -> usize {
        T::distance(self.0.start, self.0.end)
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        debug_assert!(index <= self.len());
        let middle = self.0.start.forward(index);
        (
            RangeSource(self.0.start..middle),
            RangeSource(middle..self.0.end),
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Range<T> {
        self.0
    }
}

impl<T: Integer> IntoSource for Range<T>
where
    Range<T>: Iterator<Item = T>,
{
    type Source = RangeSource<T>;

    #[inline(always)]
    fn into_source(self) -> RangeSource<T> {
        RangeSource(self)
    }

    #[inline(always)]
    fn extent(&self) -> Extent {
        Extent::exact(T::distance(self.start, self.end))
    }
}

/// `start..` is cut as `start..MAX`; its [`Extent`] sees to it that no loop needs more of it.
impl<T: Integer> IntoSource for RangeFrom<T>
where
    Range<T>: Iterator<Item = T>,
{
    type Source = RangeSource<T>;

    #[inline(always)]
    fn into_source(self) -> RangeSource<T> {
        RangeSource(self.start..T::GREATEST)
    }

    #[inline(always)]
    fn extent(&self) -> Extent {
        Extent::open(T::distance(self.start, T::GREATEST))
    }
}

/// A counted run of integers, which may end at the greatest value.
///
/// In place of `RangeInclusive`, whose exhaustion flag keeps loops from being vectorised.
#[derive(Clone, Debug)]
pub struct Span<T> {
    start: T,
    len: usize,
}

impl<T: Integer> Iterator for Span<T> {
    type Item = T;

    #[inline(always)]
    fn next(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        let item = self.start;
        self.start = item.forward(1);
        self.len -= 1;
        Some(item)
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len, Some(self.len))
    }

    #[inline(always)]
    fn nth(&mut self, n: usize) -> Option<T> {
        let n = n.min(self.len);
        self.start = self.start.forward(n);
        self.len -= n;
        self.next()
    }
}

impl<T: Integer> DoubleEndedIterator for Span<T> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<T> {
        self.len = self.len.checked_sub(1)?;
        Some(self.start.forward(self.len))
    }

    #[inline(always)]
    fn nth_back(&mut self, n: usize) -> Option<T> {
        self.len = self.len.saturating_sub(n);
        self.next_back()
    }
}

impl<T: Integer> ExactSizeIterator for Span<T> {}
impl<T: Integer> FusedIterator for Span<T> {}

/// An inclusive range.
#[derive(Clone, Debug)]
pub struct SpanSource<T>(Span<T>);

impl<T: Integer> Source for SpanSource<T> {
    type Item = T;
    type Iter = Span<T>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        debug_assert!(index <= self.0.len);
        let Span { start, len } = self.0;
        (
            SpanSource(Span { start, len: index }),
            SpanSource(Span {
                start: start.forward(index),
                len: len - index,
            }),
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Span<T> {
        self.0
    }
}

#[inline(always)]
fn inclusive_len<T: Integer>(range: &RangeInclusive<T>) -> usize {
    // `is_empty` also knows a range that was iterated to its end, whose bounds mean nothing any more.
    if range.is_empty() {
        0
    } else {
        T::distance(*range.start(), *range.end()).saturating_add(1)
    }
}

impl<T: Integer> IntoSource for RangeInclusive<T> {
    type Source = SpanSource<T>;

    #[inline(always)]
    fn into_source(self) -> SpanSource<T> {
        SpanSource(Span {
            start: *self.start(),
            len: inclusive_len(&self),
        })
    }

    #[inline(always)]
    fn extent(&self) -> Extent {
        Extent::exact(inclusive_len(self))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::agrees;
    use super::super::{len, source};
    use super::*;

    #[test]
    fn ranges_of_every_type_agree_with_std() {
        macro_rules! check {
            ($($int:ident)*) => {$(
                for n in 0..70 as $int {
                    agrees(|| source(3..3 + n), || 3..3 + n);
                    agrees(|| source($int::MIN..$int::MIN + n), || $int::MIN..$int::MIN + n);
                    agrees(|| source($int::MAX - n..$int::MAX), || $int::MAX - n..$int::MAX);
                    agrees(|| source($int::MAX - n..=$int::MAX), || $int::MAX - n..=$int::MAX);
                    agrees(|| source($int::MIN..=$int::MIN + n), || $int::MIN..=$int::MIN + n);
                }
                #[allow(clippy::reversed_empty_ranges)]
                let backwards = 5 as $int..2;
                assert_eq!(len(&backwards), 0);
                agrees(|| source(5..2 as $int), || 5..2 as $int);
                agrees(|| source(5..=2 as $int), || 5..=2 as $int);
            )*};
        }
        check!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
        agrees(|| source(-20..20i8), || -20..20i8);
        agrees(|| source(i8::MIN..=i8::MAX), || i8::MIN..=i8::MAX);
        agrees(|| source(i8::MIN..i8::MAX), || i8::MIN..i8::MAX);
        agrees(|| source(0..=u8::MAX), || 0..=u8::MAX);
    }

    #[test]
    fn an_exhausted_inclusive_range_is_empty() {
        for n in 0..5u8 {
            let mut range = 250..=255;
            range.by_ref().take(2 + usize::from(n)).for_each(drop);
            assert_eq!(len(&range), 4 - usize::from(n));
            agrees(|| source(range.clone()), || range.clone());
            let mut back = 0..=5u8;
            back.by_ref().rev().take(2 + usize::from(n)).for_each(drop);
            agrees(|| source(back.clone()), || back.clone());
        }
    }

    #[test]
    fn lengths_beyond_usize_ask_for_the_plain_loop() {
        assert_eq!(len(&(0..u128::MAX)), usize::MAX);
        assert_eq!(len(&(i128::MIN..=i128::MAX)), usize::MAX);
        assert_eq!(len(&(0..=usize::MAX)), usize::MAX);
        assert_eq!(len(&(0..usize::MAX)), usize::MAX);
        assert_eq!(len(&(1..usize::MAX)), usize::MAX - 1);
        assert_eq!(len(&(i64::MIN..i64::MAX)), usize::MAX);
        assert_eq!(len(&(0u8..)), usize::MAX);
        assert_eq!(len(&(u128::MAX - 9..u128::MAX)), 9);
        assert_eq!(len(&(i128::MAX - 9..=i128::MAX)), 10);
    }

    #[test]
    fn a_huge_range_is_cut_in_the_middle() {
        let (left, right) = source(1..usize::MAX).split_at(usize::MAX / 2);
        assert_eq!(
            (left.len(), right.len()),
            (usize::MAX / 2, usize::MAX - 1 - usize::MAX / 2)
        );
        assert_eq!(
            left.into_iter().last(),
            right.into_iter().next().map(|x| x - 1)
        );
        let (left, right) = source(i64::MIN..i64::MAX).split_at(1 << 63);
        assert_eq!(
            (left.into_iter().next_back(), right.into_iter().next()),
            (Some(-1), Some(0))
        );
    }

    #[test]
    fn bounded_parts_of_endless_ranges() {
        agrees(
            || source(0u128..u128::MAX).take(40),
            || (0u128..u128::MAX).take(40),
        );
        agrees(|| source(7u8..).take(40), || (7u8..).take(40));
        agrees(
            || source(7u8..).skip(3).step_by(4).take(40),
            || (7u8..).skip(3).step_by(4).take(40),
        );
        agrees(
            || source(0..=usize::MAX).enumerate().take(40),
            || (0..=usize::MAX).enumerate().take(40),
        );
        agrees(
            || source(0..30u8).zip(source(1u128..)),
            || (0..30u8).zip(1u128..),
        );
    }

    #[test]
    fn literals_stay_open_to_inference() {
        let table = [1u64, 2, 3];
        let mut total = 0;
        for i in source(0..3).into_iter() {
            total += table[i];
        }
        for i in source(0..=2).into_iter() {
            total += table[i];
        }
        assert_eq!(total, 12);
    }
}
