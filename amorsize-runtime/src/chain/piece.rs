//! Sources for chains whose later adapters depend on where in the source an item stands.
//!
//! `xs.iter().map(f).enumerate()` numbers what `f` gives. Over a piece that is `piece.map(f)` numbered from the piece's
//! first index on, so the piece has to know that index; and likewise for `zip`, whose other side is cut at the same
//! places, and for `rev`, which takes the pieces from the end.

use crate::source::{Extent, Source};

/// A source whose pieces know the index of their first item.
#[derive(Clone, Debug)]
pub struct Numbered<S> {
    inner: S,
    first: usize,
}

/// Numbers the items of a source.
#[inline(always)]
pub fn numbered<S: Source>(inner: S) -> Numbered<S> {
    Numbered { inner, first: 0 }
}

/// A piece of [`Numbered`].
#[derive(Clone, Debug)]
pub struct NumberedPiece<I> {
    first: usize,
    items: I,
}

impl<I> NumberedPiece<I> {
    /// The piece, and the index of its first item.
    #[inline(always)]
    pub fn parts(self) -> (I, usize) {
        (self.items, self.first)
    }
}

impl<I: Iterator> Iterator for NumberedPiece<I> {
    type Item = I::Item;

    #[inline(always)]
    fn next(&mut self) -> Option<I::Item> {
        self.items.next()
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<S: Source> Source for Numbered<S> {
    type Item = S::Item;
    type Iter = NumberedPiece<S::Iter>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.inner.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (left, right) = self.inner.split_at(index);
        let first = self.first;
        let middle = first + index;
        (
            Numbered { inner: left, first },
            Numbered {
                inner: right,
                first: middle,
            },
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        NumberedPiece {
            first: self.first,
            items: self.inner.into_iter(),
        }
    }
}

/// Two sources that are cut at the same places and stay two: the sides of a `zip` that stands later in the chain.
#[derive(Clone, Debug)]
pub struct Beside<A, B> {
    a: A,
    b: B,
}

/// Puts the other side of a `zip` beside a source.
#[inline(always)]
pub fn beside<A: Source, B: Source>(a: A, b: B) -> Beside<A, B> {
    Beside { a, b }
}

/// A piece of [`Beside`].
#[derive(Clone, Debug)]
pub struct BesidePiece<A, B> {
    a: A,
    b: B,
}

impl<A, B> BesidePiece<A, B> {
    /// The two sides.
    #[inline(always)]
    pub fn parts(self) -> (A, B) {
        (self.a, self.b)
    }
}

impl<A: Iterator, B: Iterator> Iterator for BesidePiece<A, B> {
    type Item = (A::Item, B::Item);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        Some((self.a.next()?, self.b.next()?))
    }
}

impl<A: Source, B: Source> Source for Beside<A, B> {
    type Item = (A::Item, B::Item);
    type Iter = BesidePiece<A::Iter, B::Iter>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.a.len().min(self.b.len())
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (a, a_right) = self.a.split_at(index);
        let (b, b_right) = self.b.split_at(index);
        (
            Beside { a, b },
            Beside {
                a: a_right,
                b: b_right,
            },
        )
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        BesidePiece {
            a: self.a.into_iter(),
            b: self.b.into_iter(),
        }
    }
}

impl Extent {
    /// Of `head.map(f).zip(other)`. Where the head is the longer one, std's `zip` asks `f` for one item more than there
    /// are pairs: only the plain chain does that.
    #[inline(always)]
    pub const fn beside(self, other: Self) -> Self {
        let (mine, others) = (self.items(), other.items());
        if mine != usize::MAX && mine <= others {
            self.zip(other)
        } else {
            Self::exact(usize::MAX)
        }
    }
}

/// A source that is cut from its end: the last items are the first piece. Inside a piece the order is still that of the
/// source, because the chain over it says `rev()` itself, where the user wrote it.
#[derive(Clone, Debug)]
pub struct Backward<S>(S);

/// Cuts a source from its end.
#[inline(always)]
pub fn backward<S: Source>(inner: S) -> Backward<S> {
    Backward(inner)
}

impl<S: Source> Source for Backward<S> {
    type Item = S::Item;
    type Iter = S::Iter;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let middle = self.0.len() - index;
        let (front, back) = self.0.split_at(middle);
        (Backward(back), Backward(front))
    }

    #[inline(always)]
    fn into_iter(self) -> Self::Iter {
        self.0.into_iter()
    }
}

/// The first `n` items, and the rest, which is dropped when the plain chain drops it: after the last item.
#[inline(always)]
pub fn limit<S: Source>(inner: S, n: usize) -> (S, S) {
    let n = n.min(inner.len());
    inner.split_at(n)
}
