//! Iterators that are lent to a loop: `it.by_ref()`, `while let Some(x) = it.next()`. After the loop they are used again.
//!
//! A loop that runs to its end leaves them empty, whoever has pulled their items. One that is left early must leave them
//! where the plain loop does. Iterators that can be [copied](Rewind) are [set back](Returned); of others what was pulled
//! too far cannot be given back, and such a loop is refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::vec;

use super::heads::Quiet;
use super::{Delivery, Pull, Shelf, Spring};
use crate::source::{Cut, Extent, Feed, IntoSource, Rewind, Source, Stock, Tap};

/// A lent iterator.
#[derive(Debug)]
pub struct Lent<'a, I>(&'a mut I);

impl<'a, I: Quiet> IntoSource for &'a mut I {
    type Source = Lent<'a, I>;

    #[inline(always)]
    fn into_source(self) -> Lent<'a, I> {
        Lent(self)
    }

    #[inline(always)]
    fn extent(&self) -> Extent {
        let (least, most) = self.size_hint();
        Extent::about(least, most)
    }
}

impl<'a, I: Iterator<Item: Send>> Feed for Lent<'a, I> {
    type Iter = vec::IntoIter<I::Item>;
    type Piece = Vec<I::Item>;
    type Stock = Shelf<I::Item>;
    type Tap = Spring<&'a mut I>;
    type Adapted = Pull<&'a mut I>;

    const PULLED: bool = true;

    #[inline(always)]
    fn adapted(self) -> Pull<&'a mut I> {
        Pull(self.0)
    }

    fn open(self, expected: Option<usize>) -> (Self::Stock, Self::Tap) {
        self.adapted().open(expected)
    }

    #[inline(always)]
    fn items(piece: Self::Piece) -> Self::Iter {
        piece.into_iter()
    }
}

/// Sources of heads that nobody uses after the loop.
#[diagnostic::on_unimplemented(
    message = "AMZ024: this loop may be left early, and its iterator is used after it",
    label = "what was pulled ahead cannot be given back",
    note = "give the loop an iterator of its own (`for x in it`), or collect its items first; or leave this loop `#[serial]`"
)]
pub trait MayLeave {}

impl<S: Source> MayLeave for S {}
impl<I> MayLeave for Pull<I> {}

/// As [`source`](crate::source::source), of a loop that may be left early.
#[inline(always)]
pub fn leaving<T: IntoSource<Source: Feed + MayLeave>>(head: T) -> <T::Source as Feed>::Adapted {
    head.into_source().adapted()
}

/// Sources that a loop may leave as the plain loop does, if nothing stands between the two.
#[diagnostic::on_unimplemented(
    message = "AMZ024: this loop may be left early, and its iterator is used after it",
    label = "what was pulled ahead cannot be given back",
    note = "give the loop an iterator of its own (`for x in it`), or collect its items first; or leave this loop `#[serial]`"
)]
pub trait Returns {
    /// What the loop runs over.
    type Head: Feed;
    /// Makes it.
    fn head(self) -> Self::Head;
}

impl<S: Source> Returns for S {
    type Head = Cut<S>;

    #[inline(always)]
    fn head(self) -> Cut<S> {
        self.adapted()
    }
}

impl<I: Iterator<Item: Send>> Returns for Pull<I> {
    type Head = Self;

    #[inline(always)]
    fn head(self) -> Self {
        self
    }
}

impl<'a, I: Rewind<Item: Send>> Returns for Lent<'a, I> {
    type Head = Returned<'a, I>;

    #[inline(always)]
    fn head(self) -> Returned<'a, I> {
        Returned(self.0)
    }
}

/// As [`leaving`], of a head without adapters in a loop that workers leave, not a replay: there it is known at which item.
#[inline(always)]
pub fn returning<T: IntoSource<Source: Returns>>(head: T) -> <T::Source as Returns>::Head {
    head.into_source().head()
}

/// A lent iterator that stands, after a loop that was left, where the plain loop leaves it.
#[derive(Debug)]
pub struct Returned<'a, I>(&'a mut I);

impl<'a, I: Rewind<Item: Send>> Feed for Returned<'a, I> {
    type Iter = Counted<I::Item>;
    type Piece = Numbered<I::Item>;
    type Stock = Row<I::Item>;
    type Tap = Way<'a, I>;
    type Adapted = Self;

    const PULLED: bool = true;

    #[inline(always)]
    fn adapted(self) -> Self {
        self
    }

    fn open(self, expected: Option<usize>) -> (Self::Stock, Self::Tap) {
        let (left, start) = (Arc::new(AtomicUsize::new(usize::MAX)), self.0.clone());
        let (shelf, spring) = Pull(self.0).open(expected);
        let row = Row {
            shelf,
            taken: 0,
            left: Arc::clone(&left),
        };
        (
            row,
            Way {
                spring,
                start,
                left,
            },
        )
    }

    #[inline(always)]
    fn items(piece: Self::Piece) -> Self::Iter {
        Counted {
            items: piece.items.into_iter(),
            next: piece.first,
            left: Some(piece.left),
        }
    }
}

/// Some items, and how many there are before them.
#[derive(Debug)]
pub struct Numbered<T> {
    items: Vec<T>,
    first: usize,
    left: Arc<AtomicUsize>,
}

/// The loop over such items. If it ends before they do, it says at which.
#[derive(Debug)]
pub struct Counted<T> {
    items: vec::IntoIter<T>,
    next: usize,
    /// Nothing once the end was seen.
    left: Option<Arc<AtomicUsize>>,
}

impl<T> Iterator for Counted<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        let item = self.items.next();
        match item {
            Some(_) => self.next += 1,
            None => self.left = None,
        }
        item
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<T> Drop for Counted<T> {
    fn drop(&mut self) {
        // Chunks above an exit are left too, but the exit is lower.
        if let Some(left) = &self.left {
            left.fetch_min(self.next, Ordering::Relaxed);
        }
    }
}

/// A [`Shelf`] whose chunks are numbered.
#[derive(Debug)]
pub struct Row<T> {
    shelf: Shelf<T>,
    taken: usize,
    left: Arc<AtomicUsize>,
}

impl<T: Send> Stock for Row<T> {
    type Piece = Numbered<T>;

    fn left(&self) -> usize {
        self.shelf.left()
    }

    fn next_len(&self) -> Option<usize> {
        self.shelf.next_len()
    }

    fn is_ready(&self) -> bool {
        self.shelf.is_ready()
    }

    fn waiting(&self) -> usize {
        self.shelf.waiting()
    }

    fn take(&mut self, len: usize) -> Numbered<T> {
        let (items, first) = (self.shelf.take(len), self.taken);
        self.taken += items.len();
        Numbered {
            items,
            first,
            left: Arc::clone(&self.left),
        }
    }
}

/// The lent iterator, and what it was before the loop.
#[derive(Debug)]
pub struct Way<'a, I: Rewind> {
    spring: Spring<&'a mut I>,
    start: I,
    left: Arc<AtomicUsize>,
}

impl<I: Rewind<Item: Send>> Tap<Row<I::Item>> for Way<'_, I> {
    type Delivery = Delivery<I::Item>;

    fn is_dry(&self) -> bool {
        self.spring.is_dry()
    }

    fn pull(&mut self, len: usize) -> Delivery<I::Item> {
        self.spring.pull(len)
    }

    fn deliver(delivery: Delivery<I::Item>, row: &mut Row<I::Item>) -> usize {
        Spring::<&mut I>::deliver(delivery, &mut row.shelf)
    }
}

impl<I: Rewind> Drop for Way<'_, I> {
    fn drop(&mut self) {
        // Every participant is done with its chunk by now.
        let left = self.left.load(Ordering::Relaxed);
        if left == usize::MAX {
            return;
        }
        *self.spring.iter = self.start.clone();
        if let Some(last) = left.checked_sub(1) {
            self.spring.iter.nth(last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes chunks of 3, of which the third is left at its second item and the fourth at its first.
    #[test]
    fn what_is_left_early_is_set_back() {
        let values: Vec<u32> = (0..20).collect();
        let mut iter = values.iter();
        iter.next();
        let (mut row, mut way) = returning(&mut iter).open(None);
        for _ in 0..4 {
            let delivery = way.pull(3);
            Way::<std::slice::Iter<'_, u32>>::deliver(delivery, &mut row);
        }
        let mut seen = Vec::new();
        for (number, leave) in [(0, 9), (1, 9), (2, 2), (3, 1)] {
            let mut items = Returned::<std::slice::Iter<'_, u32>>::items(row.take(3));
            for _ in 0..leave {
                seen.extend(items.next().map(|x| (number, *x)));
            }
        }
        assert_eq!(seen.last(), Some(&(3, 10)));
        drop((row, way));
        assert_eq!(iter.as_slice(), &values[9..]);
    }

    #[test]
    fn what_is_run_to_its_end_is_empty() {
        let mut iter = 0..5u8;
        let (mut row, mut way) = returning(&mut iter).open(None);
        let delivery = way.pull(9);
        Way::<std::ops::Range<u8>>::deliver(delivery, &mut row);
        assert_eq!(
            Returned::<std::ops::Range<u8>>::items(row.take(5)).count(),
            5
        );
        drop((row, way));
        assert!(iter.is_empty());
    }
}
