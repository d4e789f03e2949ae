//! The adapters of a head, with the names of std's: on what is cut, on what is pulled, and where one meets the other.
//!
//! They are methods of the types themselves, so that generated code needs no trait in scope. What is pulled takes std's
//! own adapters: they run on the caller, item by item, as in the plain loop.

use std::iter;

use super::{Chain, Cloned, Copied, Enumerate, Pull, Rev, Source, StepBy, Take, Zip};

/// A head that is cut, for the adapters in front of the loop.
#[derive(Clone, Debug)]
pub struct Cut<S>(S);

impl<S: Source> Cut<S> {
    #[inline(always)]
    pub(super) fn new(source: S) -> Self {
        Cut(source)
    }

    /// See [`Source::enumerate`].
    #[inline(always)]
    pub fn enumerate(self) -> Cut<Enumerate<S>> {
        Cut(self.0.enumerate())
    }

    /// See [`Source::rev`].
    #[inline(always)]
    pub fn rev(self) -> Cut<Rev<S>>
    where
        S::Iter: DoubleEndedIterator,
    {
        Cut(self.0.rev())
    }

    /// See [`Source::skip`].
    #[inline(always)]
    pub fn skip(self, n: usize) -> Self {
        Cut(self.0.skip(n))
    }

    /// See [`Source::take`].
    #[inline(always)]
    pub fn take(self, n: usize) -> Cut<Take<S>> {
        Cut(self.0.take(n))
    }

    /// See [`Source::step_by`].
    ///
    /// # Panics
    ///
    /// If `step` is 0.
    #[inline(always)]
    #[track_caller]
    pub fn step_by(self, step: usize) -> Cut<StepBy<S>> {
        Cut(self.0.step_by(step))
    }

    /// See [`Source::copied`].
    #[inline(always)]
    pub fn copied<'a, T: Copy + 'a>(self) -> Cut<Copied<S>>
    where
        S: Source<Item = &'a T>,
    {
        Cut(self.0.copied())
    }

    /// See [`Source::cloned`].
    #[inline(always)]
    pub fn cloned<'a, T: Clone + 'a>(self) -> Cut<Cloned<S>>
    where
        S: Source<Item = &'a T>,
    {
        Cut(self.0.cloned())
    }

    /// With a source it is cut; with an iterator both are pulled.
    #[inline(always)]
    pub fn chain<B: Partner>(self, other: B) -> B::Behind<S>
    where
        S: Source<Item = <B::Pulled as Iterator>::Item>,
    {
        other.behind(self.0)
    }

    /// With a source it is cut; with an iterator both are pulled.
    #[inline(always)]
    pub fn zip<B: Partner>(self, other: B) -> B::After<S> {
        other.after(self.0)
    }
}

impl<S: Source> Source for Cut<S> {
    type Item = S::Item;
    type Iter = S::Iter;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let (left, right) = self.0.split_at(index);
        (Cut(left), Cut(right))
    }

    #[inline(always)]
    fn into_iter(self) -> S::Iter {
        self.0.into_iter()
    }
}

/// What can stand as the second of a `zip` or a `chain`.
pub trait Partner {
    /// The items, pulled.
    type Pulled: Iterator;
    /// A source zipped with it.
    type After<S: Source>;
    /// A source that it follows on.
    type Behind<S: Source<Item = <Self::Pulled as Iterator>::Item>>;

    /// The items, to be pulled.
    fn pulled(self) -> Self::Pulled;

    /// `source` zipped with it.
    fn after<S: Source>(self, source: S) -> Self::After<S>;

    /// It behind `source`.
    fn behind<S>(self, source: S) -> Self::Behind<S>
    where
        S: Source<Item = <Self::Pulled as Iterator>::Item>;
}

impl<B: Source> Partner for B {
    type Pulled = B::Iter;
    type After<S: Source> = Cut<Zip<S, B>>;
    type Behind<S: Source<Item = B::Item>> = Cut<Chain<S, B>>;

    #[inline(always)]
    fn pulled(self) -> B::Iter {
        self.into_iter()
    }

    #[inline(always)]
    fn after<S: Source>(self, source: S) -> Cut<Zip<S, B>> {
        Cut(source.zip(self))
    }

    #[inline(always)]
    fn behind<S: Source<Item = B::Item>>(self, source: S) -> Cut<Chain<S, B>> {
        Cut(source.chain(self))
    }
}

impl<J: Iterator> Partner for Pull<J> {
    type Pulled = J;
    type After<S: Source> = Pull<iter::Zip<S::Iter, J>>;
    type Behind<S: Source<Item = J::Item>> = Pull<iter::Chain<S::Iter, J>>;

    #[inline(always)]
    fn pulled(self) -> J {
        self.0
    }

    #[inline(always)]
    fn after<S: Source>(self, source: S) -> Self::After<S> {
        Pull(source.into_iter().zip(self.0))
    }

    #[inline(always)]
    fn behind<S: Source<Item = J::Item>>(self, source: S) -> Self::Behind<S> {
        Pull(source.into_iter().chain(self.0))
    }
}

impl<I: Iterator> Pull<I> {
    /// See [`Iterator::enumerate`].
    #[inline(always)]
    pub fn enumerate(self) -> Pull<iter::Enumerate<I>> {
        Pull(self.0.enumerate())
    }

    /// See [`Iterator::rev`].
    #[inline(always)]
    pub fn rev(self) -> Pull<iter::Rev<I>>
    where
        I: DoubleEndedIterator,
    {
        Pull(self.0.rev())
    }

    /// See [`Iterator::skip`].
    #[inline(always)]
    pub fn skip(self, n: usize) -> Pull<iter::Skip<I>> {
        Pull(self.0.skip(n))
    }

    /// See [`Iterator::take`].
    #[inline(always)]
    pub fn take(self, n: usize) -> Pull<iter::Take<I>> {
        Pull(self.0.take(n))
    }

    /// See [`Iterator::step_by`].
    ///
    /// # Panics
    ///
    /// If `step` is 0.
    #[inline(always)]
    #[track_caller]
    pub fn step_by(self, step: usize) -> Pull<iter::StepBy<I>> {
        Pull(self.0.step_by(step))
    }

    /// See [`Iterator::copied`].
    #[inline(always)]
    pub fn copied<'a, T: Copy + 'a>(self) -> Pull<iter::Copied<I>>
    where
        I: Iterator<Item = &'a T>,
    {
        Pull(self.0.copied())
    }

    /// See [`Iterator::cloned`].
    #[inline(always)]
    pub fn cloned<'a, T: Clone + 'a>(self) -> Pull<iter::Cloned<I>>
    where
        I: Iterator<Item = &'a T>,
    {
        Pull(self.0.cloned())
    }

    /// See [`Iterator::chain`].
    #[inline(always)]
    pub fn chain<B: Partner>(self, other: B) -> Pull<iter::Chain<I, B::Pulled>>
    where
        B::Pulled: Iterator<Item = I::Item>,
    {
        Pull(self.0.chain(other.pulled()))
    }

    /// See [`Iterator::zip`].
    #[inline(always)]
    pub fn zip<B: Partner>(self, other: B) -> Pull<iter::Zip<I, B::Pulled>> {
        Pull(self.0.zip(other.pulled()))
    }
}
