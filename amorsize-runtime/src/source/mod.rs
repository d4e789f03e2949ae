//! What can be cut: the sources a loop's head may name.
//!
//! A [`Source`] knows its length and splits at an index; a piece becomes an iterator, std's own wherever there is one,
//! so that the loop over a piece compiles as the plain loop does. [`IntoSource`] says which of std's heads are sources.
//! Heads that are not (maps, text, channels, any other iterator) have no impl, and the compiler reports AMZ024.
//!
//! # How a head is spelled by the expansion
//!
//! A head is a *base* followed by *adapters*. The base and every operand of an adapter are evaluated once, in source
//! order, in the scrutinee of a `match`; the arms only name the bindings. `P` is `::amorsize::__private`.
//!
//! ```text
//! match (BASE, OPERANDS…) {
//!     (head, a, …) => match SITE.enter(P::extent(&head).adapters(…).items(), …) {
//!         None       => for pat in head.adapters(…) { body }                 // std's adapters, as the user wrote them
//!         Some(call) => call.run(P::Source::adapters(P::source(head), …), …) // ours, same names
//!     }
//! }
//! ```
//!
//! **Bases** are left as the user wrote them, with one exception, the mutable chunks (below). What is cut is decided by
//! the type of the base, never by a method's name:
//!
//! | type of the base | cut into | written, for instance |
//! |---|---|---|
//! | `Range<I>`, `RangeInclusive<I>`, `RangeFrom<I>`, all 12 integer types | `Range<I>`, [`Span<I>`](Span) | `0..n`, `a..=b`, `0..` (only inside `zip`, or with `take`) |
//! | `&[T]`, `&Vec<T>`, `&[T; N]`, `&Box<[T]>`, `slice::Iter` | `slice::Iter` | `&v`, `v.iter()`, `slice` |
//! | `&mut [T]`, `&mut Vec<T>`, `&mut [T; N]`, `&mut Box<[T]>`, `slice::IterMut` | `slice::IterMut` | `&mut v`, `v.iter_mut()` |
//! | `Vec<T>`, `Box<[T]>`, `[T; N]`, `vec::IntoIter`, `array::IntoIter` | [`VecPiece`] | `v`, `v.into_iter()` |
//! | `slice::{Chunks, ChunksExact, RChunks, RChunksExact, Windows}` | the same | `v.chunks(k)`, `v.windows(3)` |
//! | `&VecDeque<T>`, `vec_deque::Iter`, `str::Bytes`, `iter::{Copied, Rev, Enumerate}` of these, of `slice::Iter` or of a range of at most `usize` | the same | `&d`, `text.bytes()`, `let it = v.iter().rev();` |
//! | [`head::ChunksMut`] and its kin | `slice::ChunksMut` … | `v.chunks_mut(k)`, see below |
//!
//! **Adapters** have the names and meanings of std's, for the length ([`Extent`]) and for the source ([`Source`]):
//!
//! | user | operands in the scrutinee | serial arm | length | source |
//! |---|---|---|---|---|
//! | `.enumerate()` | | `.enumerate()` | `.enumerate()` | `P::Source::enumerate(s)` |
//! | `.rev()` | | `.rev()` | `.rev()` | `P::Source::rev(s)` |
//! | `.copied()` `.cloned()` | | same | same | `P::Source::copied(s)` … |
//! | `.skip(n)` `.take(n)` | `n` | `.skip(n)` … | `.skip(n)` … | `P::Source::skip(s, n)` … |
//! | `.step_by(k)` | `P::step(k)` | `.step_by(k)` | `.step_by(k)` | `P::Source::step_by(s, k)` |
//! | `.zip(other)` | `other`, a head of its own | `.zip(other)` | `.zip(P::extent(&other))` | `P::Source::zip(s, P::source(other))` |
//! | `.chain(other)` | `other`, a head of its own | `.chain(other)` | `.chain(P::extent(&other))` | `P::Source::chain(s, P::source(other))` |
//!
//! `base.skip_while(p)` is a base: [`skip_while`] asks `p` in the scrutinee, which is before the first body, as std does.
//!
//! [`step`] panics for 0 where std's `step_by` would: before later operands are evaluated.
//! The base of a chain with adapters must be an `Iterator` in the plain loop already, so `head.adapters(…)` compiles as it did.
//!
//! **Mutable chunks.** `slice::ChunksMut` cannot be cut safely, so `recv.chunks_mut(k)` becomes `recv.amorsize_chunks_mut(k)`
//! (likewise `chunks_exact_mut`, `rchunks_mut`, `rchunks_exact_mut`), with `use P::head::Cut as _;` in the block *around* the `match`
//! (a block in the scrutinee would end the receiver's temporaries too early). Method resolution is that of the plain call.
//! The binding has an inherent `plain()`, std's iterator: the serial arm is `for pat in head.plain().adapters(…)`.
//! The receiver may be a user's type with a `chunks_mut` of its own that also derefs to a slice; so that this is an error
//! and not a guess, the block starts with the never-run check
//!
//! ```text
//! if false { P::head::is_chunks_mut(recv.chunks_mut(k)); P::head::never() }
//! ```
//!
//! (`is_chunks_exact_mut`, `is_rchunks_mut`, `is_rchunks_exact_mut`). `never()` diverges, so a receiver that is moved is still there afterwards.
//!
//! **Spans.** `P::extent(&head)`, `P::source(head)`, the adapters around them and `call.run` all carry the span of the user's
//! head: rustc reports an unmet bound once per span, so one mistake is one error.
//!
//! **Views** are zipped on the source of the base, before other adapters: `P::Source::zip(P::source(head), view)`; for a counter of
//! `enumerate`, `P::Source::zip(P::Source::enumerate(s), view)` with the view of `0..len`. See [`SplitIndex`], [`Place`], [`view_indices`].
//!
//! # Lengths
//!
//! `P::extent(&head)…items()` is exact and costs a subtraction, for chunks a division. `usize::MAX` means
//! "run the plain loop": the head is longer than that, or `0..` would overflow before its partner ends.
//! [`source`] is called only after a shorter length was seen.

mod adapted;
mod adapters;
mod bounds;
mod chunks;
mod columns;
mod crosses;
mod disjoint;
mod ending;
mod extent;
mod feed;
mod integer;
mod items;
#[cfg(feature = "ndarray")]
mod ndarray;
mod owned;
mod pull;
mod range;
mod rows;
mod skipped;
mod slice;
mod trim;
mod vec;
mod view;

#[cfg(test)]
mod testing;

pub use adapted::{Cut, Partner};
pub use adapters::{Chain, Cloned, Copied, Enumerate, Rev, StepBy, Take, TakePiece, Zip};
pub use bounds::{
    Bounds, Counting, Look, Plain, Value, counter, enumerated, fixed, look, number, shifted,
    through, upto,
};
pub use columns::{Column, Columns, Lines, columns};
pub use crosses::{Cross, Crosses, crosses};
pub use disjoint::{Disjoint, disjoint};
pub use ending::{Ended, MapWhile, TakeWhile, map_while, take_while};
pub use extent::Extent;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use extent::UNSURE;
pub use feed::{Dry, Feed, Rest, Stock, Tap};
pub use integer::Integer;
pub use items::IntoItems;
pub use owned::{
    Held, Lend, Whole, with1, with2, with3, with4, with5, with6, with7, with8, with9, with10,
    with11, with12,
};
pub use pull::{
    Delivery, Lent, MayLeave, Pull, Pulled, Returned, Returns, Shelf, Spring, leaving, pulled,
    returning,
};
pub use range::{RangeSource, Span, SpanSource};
pub use rows::{Row, RowIndex, Rows, SplitSlice, rows};
pub use skipped::{Rewind, skip_while};
pub use slice::{SliceMutSource, SliceSource};
pub use trim::{Trim, Trimmable};
pub use vec::{VecPiece, VecSource};
pub use view::{
    IndexRange, Place, SplitIndex, aside, both, counter_indices, pair, view, view_indices,
    view_indices_cast,
};

pub use pull::bytes;

/// The traits that choose how a variable is lent, without names.
pub mod lends {
    pub use super::owned::{LendReference as _, LendVariable as _};
}

/// Heads that stand in for std's iterators that cannot be cut.
pub mod head {
    pub use super::chunks::{
        ChunksExactMut, ChunksMut, Cut, RChunksExactMut, RChunksMut, Slices, is_chunks_exact_mut,
        is_chunks_mut, is_rchunks_exact_mut, is_rchunks_mut, is_slice, never,
    };
}

/// A sequence of known length that can be cut by index.
///
/// Implement it, and [`IntoSource`], for an own type to use that type as the head of a parallel loop. The pieces
/// must be what the whole would have been: `s.split_at(k)` gives the first `k` items and the rest, in order.
///
/// ```
/// # use amorsize_runtime::Source;
/// /// The first `len` squares from `from` on.
/// struct Squares { from: u64, len: usize }
///
/// impl Source for Squares {
///     type Item = u64;
///     type Iter = std::iter::Map<std::ops::Range<u64>, fn(u64) -> u64>;
///     fn len(&self) -> usize { self.len }
///     fn split_at(self, index: usize) -> (Self, Self) {
///         (Squares { from: self.from, len: index }, Squares { from: self.from + index as u64, len: self.len - index })
///     }
///     fn into_iter(self) -> Self::Iter { (self.from..self.from + self.len as u64).map(|x| x * x) }
/// }
///
/// let (left, right) = Squares { from: 1, len: 4 }.split_at(1);
/// assert_eq!(left.into_iter().chain(right.into_iter()).collect::<Vec<_>>(), [1, 4, 9, 16]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be cut by index",
    label = "this has no pieces that could run in parallel",
    note = "implement `amorsize::Source` for it, or mark the loop `#[serial]`"
)]
pub trait Source: Sized + Send {
    /// What one iteration gets.
    type Item;
    /// The loop over one piece.
    type Iter: Iterator<Item = Self::Item>;

    /// The number of items, exactly; `usize::MAX` if there are at least that many.
    fn len(&self) -> usize;

    /// Whether there are no items.
    #[inline(always)]
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first `index` items, and the rest. `index` is at most [`len`](Source::len); beyond it, a source may panic.
    fn split_at(self, index: usize) -> (Self, Self);

    /// The items of this piece.
    fn into_iter(self) -> Self::Iter;

    /// As [`Iterator::enumerate`].
    #[inline(always)]
    fn enumerate(self) -> Enumerate<Self> {
        Enumerate::new(self)
    }

    /// As [`Iterator::zip`]; what one side has more than the other is dropped, once, by the last piece.
    #[inline(always)]
    fn zip<B: Source>(self, other: B) -> Zip<Self, B> {
        Zip::new(self, other)
    }

    /// As [`Iterator::chain`].
    #[inline(always)]
    fn chain<B: Source<Item = Self::Item>>(self, other: B) -> Chain<Self, B> {
        Chain::new(self, other)
    }

    /// As [`Iterator::rev`].
    #[inline(always)]
    fn rev(self) -> Rev<Self>
    where
        Self::Iter: DoubleEndedIterator,
    {
        Rev::new(self)
    }

    /// As [`Iterator::skip`].
    #[inline(always)]
    fn skip(self, n: usize) -> Self {
        let n = n.min(self.len());
        self.split_at(n).1
    }

    /// As [`Iterator::take`]; the surplus is dropped with the last piece.
    #[inline(always)]
    fn take(self, n: usize) -> Take<Self> {
        Take::new(self, n)
    }

    /// As [`Iterator::step_by`].
    ///
    /// # Panics
    ///
    /// If `step` is 0.
    #[inline(always)]
    #[track_caller]
    fn step_by(self, step: usize) -> StepBy<Self> {
        StepBy::new(self, step)
    }

    /// As [`Iterator::copied`].
    #[inline(always)]
    fn copied<'a, T: Copy + 'a>(self) -> Copied<Self>
    where
        Self: Source<Item = &'a T>,
    {
        Copied::new(self)
    }

    /// As [`Iterator::cloned`].
    #[inline(always)]
    fn cloned<'a, T: Clone + 'a>(self) -> Cloned<Self>
    where
        Self: Source<Item = &'a T>,
    {
        Cloned::new(self)
    }
}

/// A head whose iterations can be cut by index.
///
/// There is no impl for every [`Source`]: with one, a head that cannot be cut is reported three times.
#[diagnostic::on_unimplemented(
    message = "AMZ024: `{Self}` can only be pulled ahead of the bodies",
    label = "the items of this head cannot be cut by index",
    note = "`#[parallel(pull)]` if its `next()` has no effect that matters, or collect it into a `Vec` first",
    note = "for an own type, implement `amorsize::Source` and `amorsize::IntoSource`"
)]
pub trait IntoSource {
    /// The [`Source`] it becomes. (Heads of std that cannot be cut become something else here, which is pulled.)
    type Source;

    /// Makes it a source. Called only where [`extent`](IntoSource::extent) led to less than `usize::MAX` items.
    fn into_source(self) -> Self::Source;

    /// How many items there are; called before the decision, in every run of the loop, so it must cost next to nothing.
    fn extent(&self) -> Extent;
}

/// The source of a head, with the adapters of std's names.
#[inline(always)]
pub fn source<T: IntoSource<Source: Feed>>(head: T) -> <T::Source as Feed>::Adapted {
    head.into_source().adapted()
}

/// How many items a base has, before its adapters.
#[inline(always)]
pub fn extent<T: IntoSource>(head: &T) -> Extent {
    head.extent()
}

/// The extent of a base that adapters are called on: those of [`Iterator`], not methods of the user's.
#[inline(always)]
pub fn iterator_extent<T: IntoSource + Iterator>(head: &T) -> Extent {
    head.extent()
}

/// The length of a base without adapters: `extent(head).items()`.
#[inline(always)]
pub fn len<T: IntoSource>(head: &T) -> usize {
    head.extent().items()
}

/// The operand of `step_by`, checked where std's `step_by` would check it.
///
/// # Panics
///
/// If `step` is 0.
#[inline(always)]
#[track_caller]
pub fn step(step: usize) -> usize {
    assert!(step != 0);
    step
}
