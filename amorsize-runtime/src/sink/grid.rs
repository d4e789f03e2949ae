//! `grid[row][column] op= e` on integers and `bool`s, where the rows are arrays: the counters of [`super::count`], in one piece.

use std::fmt;
use std::marker::PhantomData;

use super::count::Counts;
use super::known::Known;
use super::op::{Apply, Logged, Part};
use super::probe::{Kind, Probe};

/// Rows of counters, all of the same length.
pub trait Grid {
    /// One counter.
    type Count;
    /// How long a row is.
    const WIDTH: usize;
    /// How many there are.
    fn rows(&self) -> usize;
    /// All counters, row by row.
    fn cells(&self) -> &[Self::Count];
    /// All counters, row by row.
    fn cells_mut(&mut self) -> &mut [Self::Count];
}

macro_rules! grids {
    ($([$($generic:tt)*] $ty:ty;)*) => { $(
        impl<T, const W: usize, $($generic)*> Grid for $ty {
            type Count = T;
            const WIDTH: usize = W;
            #[inline(always)]
            fn rows(&self) -> usize {
                self.len()
            }
            #[inline(always)]
            fn cells(&self) -> &[T] {
                self.as_flattened()
            }
            #[inline(always)]
            fn cells_mut(&mut self) -> &mut [T] {
                self.as_flattened_mut()
            }
        }
    )* };
}
grids! {
    [] [[T; W]];
    [] Vec<[T; W]>;
    [] Box<[[T; W]]>;
    [const H: usize] [[T; W]; H];
}

/// How a grid is kept; `Q` is the part of one counter.
pub struct GridKind<C: ?Sized, Q> {
    rows: usize,
    part: PhantomData<fn(&C) -> Q>,
}

impl<C: Grid + ?Sized, Q: Part<C::Count>> GridKind<C, Q> {
    /// The part of one chunk.
    #[inline]
    #[must_use]
    pub fn start(&self) -> Cells<C::Count, Q> {
        Cells {
            counts: Counts::of_len(self.rows * C::WIDTH),
            rows: self.rows,
            width: C::WIDTH,
        }
    }

    /// Takes over the part of a chunk, in source order.
    #[inline]
    pub fn merge(&self, place: &mut C, part: Cells<C::Count, Q>) {
        part.counts.merge_into(place.cells_mut());
    }
}

impl<C: ?Sized, Q> fmt::Debug for GridKind<C, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GridKind")
    }
}

/// The counters of one chunk.
#[derive(Debug)]
pub struct Cells<T, Q> {
    counts: Counts<T, Q>,
    rows: usize,
    width: usize,
}

#[inline(always)]
#[track_caller]
fn checked(index: usize, len: usize) -> usize {
    assert!(
        index < len,
        "index out of bounds: the len is {len} but the index is {index}"
    );
    index
}

impl<T, Q: Part<T>> Cells<T, Q> {
    /// The row's number, checked before the column is evaluated.
    ///
    /// # Panics
    ///
    /// As the plain statement, if there is no such row.
    #[inline]
    #[must_use]
    #[track_caller]
    pub fn row(&self, row: usize) -> usize {
        checked(row, self.rows)
    }

    /// `place[row][column] op= operand`
    ///
    /// # Panics
    ///
    /// As the plain statement, if there is no such column.
    #[inline]
    #[track_caller]
    pub fn update_at<O: Apply<Q, E>, E>(
        &mut self,
        op: O,
        row: usize,
        column: usize,
        operand: E,
        log: impl FnOnce(usize, usize, O::Entry),
    ) {
        let cell = row * self.width + checked(column, self.width);
        let log = |_, entry| log(row, column, entry);
        self.counts.update(op, cell, operand, log);
    }
}

impl Logged {
    /// The row as it is: the replay checks it.
    #[inline(always)]
    pub fn row<I>(&self, row: I) -> I {
        row
    }

    /// `place[row][column] op= operand`
    #[inline(always)]
    pub fn update_at<O, I, J, E>(
        &mut self,
        _: O,
        row: I,
        column: J,
        operand: E,
        log: impl FnOnce(I, J, E),
    ) {
        log(row, column, operand);
    }
}

macro_rules! families {
    ($($(#[$doc:meta])* $family:ident $Known:ident;)*) => {
        /// First level: arrays of arrays of the standard's types.
        pub trait GridKnown<C: Grid<Count: Known<CHECKED>> + ?Sized, const CHECKED: bool> {
            $($(#[$doc])* #[must_use] fn $family(&self) -> GridKind<C, <C::Count as Known<CHECKED>>::$Known>;)*
        }

        impl<C: Grid<Count: Known<CHECKED>> + ?Sized, const CHECKED: bool> GridKnown<C, CHECKED> for &Probe<'_, C, CHECKED> {
            $(#[inline]
            fn $family(&self) -> GridKind<C, <C::Count as Known<CHECKED>>::$Known> {
                GridKind { rows: self.0.rows(), part: PhantomData }
            })*
        }

        /// Last level: every other type is logged.
        pub trait GridAny<C: ?Sized> {
            $($(#[$doc])* #[inline(always)] #[must_use] fn $family(&self) -> Kind<C, Logged> { Kind::new() })*
        }
    };
}

families! {
    /// `+=` and `-=`
    grid_sum Sum;
    /// `*=`
    grid_product Product;
    /// `&=`
    grid_and And;
    /// `|=`
    grid_or Or;
    /// `^=`
    grid_xor Xor;
    /// `+=` and `-=` under `float = "fast"`
    grid_sum_fast SumFast;
    /// `*=` under `float = "fast"`
    grid_product_fast ProductFast;
}

impl<C: ?Sized, const CHECKED: bool, const EXACT: bool> GridAny<C>
    for Probe<'_, C, CHECKED, EXACT>
{
}
