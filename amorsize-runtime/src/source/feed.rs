//! What a call gets its items from: a [`Source`] that is cut by index, or an iterator that is pulled (see `pull`).
//!
//! Both become a [`Stock`], which participants share, and a [`Tap`], which stays with the caller: only the caller may
//! ask an iterator for its next item. A source is all stock, and its tap is dry from the start.

use super::{Cut, Source};

/// What the parallel arm of a loop runs over.
#[diagnostic::on_unimplemented(
    message = "AMZ018: the items of `{Self}` cannot go to other threads",
    label = "these items are not `Send`",
    note = "owned items must be `Send`, and what borrowed ones refer to `Sync`; or leave this loop `#[serial]`",
    note = "for an own head, `IntoSource::Source` must implement `amorsize::Source`"
)]
pub trait Feed: Sized {
    /// The loop over one piece.
    type Iter: Iterator;
    /// What a participant claims.
    type Piece: Send;
    /// What was not claimed yet.
    type Stock: Stock<Piece = Self::Piece>;
    /// Where more of it comes from.
    type Tap: Tap<Self::Stock>;
    /// The head with the adapters of std's names.
    type Adapted;

    /// With the adapters.
    fn adapted(self) -> Self::Adapted;

    /// Whether items are pulled: then how many there are is not known before the end.
    const PULLED: bool;

    /// `expected` is how many there were in earlier calls.
    fn open(self, expected: Option<usize>) -> (Self::Stock, Self::Tap);

    /// The items of a piece.
    fn items(piece: Self::Piece) -> Self::Iter;
}

/// The items that nobody has claimed.
pub trait Stock: Send {
    /// Some of them, in order.
    type Piece;

    /// How many are left, as far as is known. 0: none, for certain.
    fn left(&self) -> usize;

    /// The length of the next piece, where it is fixed already. `None`: as the pace likes.
    fn next_len(&self) -> Option<usize>;

    /// Whether a piece can be taken now.
    fn is_ready(&self) -> bool;

    /// How many pieces are ready whose length is fixed.
    fn waiting(&self) -> usize;

    /// Takes `len` items, 1 or more and at most all; or as many as [`next_len`](Stock::next_len) says.
    ///
    /// # Panics
    ///
    /// If user code does. Then nothing is left.
    fn take(&mut self, len: usize) -> Self::Piece;
}

/// Where a stock is filled up from, by the caller alone.
pub trait Tap<S> {
    /// What comes out of it at once.
    type Delivery: Send;

    /// Whether nothing ever comes.
    const DRY: bool = false;

    /// Whether no more comes.
    fn is_dry(&self) -> bool;

    /// Pulls up to `len` items. Runs user code; its panic is part of the delivery.
    fn pull(&mut self, len: usize) -> Self::Delivery;

    /// Puts a delivery to the stock. Says how many items it had.
    fn deliver(delivery: Self::Delivery, stock: &mut S) -> usize;
}

/// A source as a stock.
#[derive(Debug)]
pub struct Rest<S> {
    source: Option<S>,
    len: usize,
}

impl<S: Source> Stock for Rest<S> {
    type Piece = S;

    #[inline]
    fn left(&self) -> usize {
        self.len
    }

    #[inline]
    fn next_len(&self) -> Option<usize> {
        None
    }

    #[inline]
    fn is_ready(&self) -> bool {
        self.len > 0
    }

    #[inline]
    fn waiting(&self) -> usize {
        0
    }

    fn take(&mut self, len: usize) -> S {
        debug_assert!(len >= 1 && len <= self.len);
        let source = self.source.take().expect("items are left");
        self.len -= len;
        if self.len == 0 {
            // The last piece is what is left: it need not be cut.
            return source;
        }
        let (piece, rest) = source.split_at(len);
        self.source = Some(rest);
        piece
    }
}

/// No tap: everything is in the stock.
#[derive(Clone, Copy, Debug)]
pub struct Dry;

impl<S> Tap<S> for Dry {
    type Delivery = ();
    const DRY: bool = true;

    #[inline(always)]
    fn is_dry(&self) -> bool {
        true
    }

    fn pull(&mut self, _: usize) {}

    fn deliver((): (), _: &mut S) -> usize {
        0
    }
}

impl<S: Source> Feed for S {
    type Iter = S::Iter;
    type Piece = S;
    type Stock = Rest<S>;
    type Tap = Dry;
    type Adapted = Cut<S>;

    #[inline(always)]
    fn adapted(self) -> Cut<S> {
        Cut::new(self)
    }

    const PULLED: bool = false;

    #[inline]
    fn open(self, _: Option<usize>) -> (Rest<S>, Dry) {
        let rest = Rest {
            len: self.len(),
            source: Some(self),
        };
        (rest, Dry)
    }

    #[inline(always)]
    fn items(piece: S) -> S::Iter {
        piece.into_iter()
    }
}
