//! `hist[k] op= e` on integers and `bool`s.
//!
//! A chunk first notes (index, operand) pairs; once it has as many as would fill half the array it goes over to a
//! private copy of the array. So neither a large array in a loop with few updates nor a small one costs more than the
//! updates do.

use std::fmt;
use std::marker::PhantomData;

use super::known::Known;
use super::op::{Apply, Logged, Part};
use super::probe::{Kind, Probe};

/// Arrays of counters.
pub trait Counters {
    /// One counter.
    type Count;
    /// The counters.
    fn counts(&self) -> &[Self::Count];
    /// The counters.
    fn counts_mut(&mut self) -> &mut [Self::Count];
}

macro_rules! counters {
    ($([$($generic:tt)*] $ty:ty;)*) => { $(
        impl<$($generic)*> Counters for $ty {
            type Count = T;
            #[inline(always)]
            fn counts(&self) -> &[T] {
                self
            }
            #[inline(always)]
            fn counts_mut(&mut self) -> &mut [T] {
                self
            }
        }
    )* };
}
counters! {
    [T] [T];
    [T] Vec<T>;
    [T] Box<[T]>;
    [T, const N: usize] [T; N];
}

/// How an array of counters is kept; `Q` is the part of one counter.
pub struct CountKind<C: ?Sized, Q> {
    len: usize,
    part: PhantomData<fn(&C) -> Q>,
}

impl<C: Counters + ?Sized, Q: Part<C::Count>> CountKind<C, Q> {
    /// The part of one chunk.
    #[inline]
    #[must_use]
    pub fn start(&self) -> Counts<C::Count, Q> {
        Counts::of_len(self.len)
    }

    /// Takes over the part of a chunk, in source order.
    #[inline]
    pub fn merge(&self, place: &mut C, part: Counts<C::Count, Q>) {
        part.merge_into(place.counts_mut());
    }
}

impl<C: ?Sized, Q> fmt::Debug for CountKind<C, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CountKind")
    }
}

/// The counters of one chunk.
pub struct Counts<T, Q> {
    len: usize,
    pairs: Vec<(usize, Q)>,
    // Empty until there are enough pairs.
    dense: Vec<Q>,
    count: PhantomData<fn() -> T>,
}

impl<T, Q> fmt::Debug for Counts<T, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Counts")
    }
}

/// Arrays up to this length get a private copy at once.
const SMALL: usize = 64;

impl<T, Q: Part<T>> Counts<T, Q> {
    #[inline]
    pub(super) fn of_len(len: usize) -> Self {
        Counts {
            len,
            pairs: Vec::new(),
            dense: Vec::new(),
            count: PhantomData,
        }
    }

    #[inline]
    pub(super) fn merge_into(self, counts: &mut [T]) {
        for (count, part) in counts.iter_mut().zip(self.dense) {
            part.merge(count);
        }
        for (index, part) in self.pairs {
            part.merge(&mut counts[index]);
        }
    }

    /// `place[index] op= operand`
    ///
    /// # Panics
    ///
    /// As the plain statement, if `index` is out of bounds.
    #[inline]
    #[track_caller]
    pub fn update<O: Apply<Q, E>, E>(
        &mut self,
        op: O,
        index: usize,
        operand: E,
        log: impl FnOnce(usize, O::Entry),
    ) {
        if !Q::PRIVATE {
            op.apply(&mut Q::start(), operand, |entry| log(index, entry));
        } else if let Some(part) = self.dense.get_mut(index) {
            op.apply(part, operand, |_| {});
        } else {
            self.note(op, index, operand);
        }
    }

    #[inline(never)]
    #[track_caller]
    fn note<O: Apply<Q, E>, E>(&mut self, op: O, index: usize, operand: E) {
        let len = self.len;
        assert!(
            index < len,
            "index out of bounds: the len is {len} but the index is {index}"
        );
        let mut part = Q::start();
        op.apply(&mut part, operand, |_| {});
        self.pairs.push((index, part));
        if len <= SMALL || self.pairs.len() >= len / 2 {
            self.dense.resize_with(len, Q::start);
            // The pairs stay: merging adds both.
        }
    }
}

impl Logged {
    /// `place[index] op= operand`
    #[inline(always)]
    pub fn update<O, I, E>(&mut self, _: O, index: I, operand: E, log: impl FnOnce(I, E)) {
        log(index, operand);
    }
}

macro_rules! families {
    ($($(#[$doc:meta])* $family:ident $Known:ident;)*) => {
        /// First level: arrays of the standard's types.
        pub trait CountsKnown<C: Counters<Count: Known<CHECKED>> + ?Sized, const CHECKED: bool> {
            $($(#[$doc])* #[must_use] fn $family(&self) -> CountKind<C, <C::Count as Known<CHECKED>>::$Known>;)*
        }

        impl<C: Counters<Count: Known<CHECKED>> + ?Sized, const CHECKED: bool> CountsKnown<C, CHECKED> for &Probe<'_, C, CHECKED> {
            $(#[inline]
            fn $family(&self) -> CountKind<C, <C::Count as Known<CHECKED>>::$Known> {
                CountKind { len: self.0.counts().len(), part: PhantomData }
            })*
        }

        /// Last level: every other type is logged.
        pub trait CountsAny<C: ?Sized> {
            $($(#[$doc])* #[inline(always)] #[must_use] fn $family(&self) -> Kind<C, Logged> { Kind::new() })*
        }
    };
}

families! {
    /// `+=` and `-=`
    counts_sum Sum;
    /// `*=`
    counts_product Product;
    /// `&=`
    counts_and And;
    /// `|=`
    counts_or Or;
    /// `^=`
    counts_xor Xor;
    /// `+=` and `-=` under `float = "fast"`
    counts_sum_fast SumFast;
    /// `*=` under `float = "fast"`
    counts_product_fast ProductFast;
}

impl<C: ?Sized, const CHECKED: bool, const EXACT: bool> CountsAny<C>
    for Probe<'_, C, CHECKED, EXACT>
{
}
