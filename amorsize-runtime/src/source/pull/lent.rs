//! Iterators that are lent to a loop: `it.by_ref()`, `while let Some(x) = it.next()`. After the loop they are used again.
//!
//! A loop that runs to its end leaves them empty, whoever has pulled their items. One that is left early must leave them
//! where the plain loop does, and what was pulled too far cannot be given back: such a loop is refused.

use std::vec;

use super::heads::Quiet;
use super::{Pull, Shelf, Spring};
use crate::source::{Extent, Feed, IntoSource, Source};

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
