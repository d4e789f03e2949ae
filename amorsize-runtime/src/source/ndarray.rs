//! Arrays of the crate `ndarray`, along their first axis: `out[i]` of one-dimensional ones, and the heads `&a`, `outer_iter()`,
//! `axis_iter(Axis(0))`, with `_mut`. Other iterators of theirs are pulled in order.

use std::fmt;
use std::ops::Range;

use ndarray::iter::{
    AxisChunksIter, AxisChunksIterMut, AxisIter, AxisIterMut, IndexedIter, IndexedIterMut, Iter,
    IterMut, Lanes, LanesIter, LanesIterMut, LanesMut,
};
use ndarray::{Array1, ArrayRef1, ArrayView1, ArrayViewMut1, Axis, Dimension, Ix1};

use super::pull::Quiet;
use super::{Extent, IntoSource, Pull, SliceMutSource, Source, SplitIndex};

macro_rules! like_a_slice {
    ($([$($generics:tt)*] $array:ty;)*) => {$(
        impl<$($generics)* A: Send> SplitIndex for $array {
            type Item = A;
            type View<'a> = SliceMutSource<'a, A> where Self: 'a;

            #[inline(always)]
            fn len(&self) -> usize {
                self.len_of(Axis(0))
            }

            /// `None` unless the items lie one behind the other.
            #[inline(always)]
            fn view(&mut self, range: Range<usize>) -> Option<SliceMutSource<'_, A>> {
                self.as_slice_mut()?.get_mut(range).map(SliceMutSource)
            }
        }
    )*};
}

like_a_slice! {
    [] Array1<A>;
    ['v,] ArrayViewMut1<'v, A>;
    [] ArrayRef1<A>;
}

/// The items of a one-dimensional array.
#[derive(Debug)]
pub struct Items<V>(V);

macro_rules! items {
    ($($array:ident $iter:ident $bound:ident: $([$($generics:tt)*] $head:ty, $this:ident => $view:expr;)*)*) => {$(
        impl<'a, A: $bound + 'a> Source for Items<$array<'a, A>> {
            type Item = <$iter<'a, A, Ix1> as Iterator>::Item;
            type Iter = $iter<'a, A, Ix1>;

            #[inline(always)]
            fn len(&self) -> usize {
                self.0.len_of(Axis(0))
            }

            #[inline(always)]
            fn split_at(self, index: usize) -> (Self, Self) {
                let (left, right) = self.0.split_at(Axis(0), index);
                (Items(left), Items(right))
            }

            #[inline(always)]
            fn into_iter(self) -> Self::Iter {
                IntoIterator::into_iter(self.0)
            }
        }

        $(impl<'a, $($generics)* A: $bound> IntoSource for $head {
            type Source = Items<$array<'a, A>>;

            #[inline(always)]
            fn into_source(self) -> Self::Source {
                let $this = self;
                Items($view)
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                Extent::exact(self.len_of(Axis(0)))
            }
        })*
    )*};
}

items! {
    ArrayView1 Iter Sync:
        [] &'a Array1<A>, this => this.view();
        ['v,] &'a ArrayView1<'v, A>, this => this.view();
        ['v,] &'a ArrayViewMut1<'v, A>, this => this.view();
        [] &'a ArrayRef1<A>, this => this.view();
        [] ArrayView1<'a, A>, this => this;
    ArrayViewMut1 IterMut Send:
        [] &'a mut Array1<A>, this => this.view_mut();
        ['v,] &'a mut ArrayViewMut1<'v, A>, this => this.view_mut();
        [] &'a mut ArrayRef1<A>, this => this.view_mut();
        [] ArrayViewMut1<'a, A>, this => this;
}

/// The parts of an array along an axis.
pub struct Parts<I>(I);

impl<I> fmt::Debug for Parts<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Parts")
    }
}

macro_rules! parts {
    ($($iter:ident $bound:ident;)*) => {$(
        impl<'a, A: $bound + 'a, D: Dimension> Source for Parts<$iter<'a, A, D>> {
            type Item = <$iter<'a, A, D> as Iterator>::Item;
            type Iter = $iter<'a, A, D>;

            #[inline(always)]
            fn len(&self) -> usize {
                self.0.len()
            }

            #[inline(always)]
            fn split_at(self, index: usize) -> (Self, Self) {
                let (left, right) = self.0.split_at(index);
                (Parts(left), Parts(right))
            }

            #[inline(always)]
            fn into_iter(self) -> Self::Iter {
                self.0
            }
        }

        impl<'a, A: $bound + 'a, D: Dimension> IntoSource for $iter<'a, A, D> {
            type Source = Parts<$iter<'a, A, D>>;

            #[inline(always)]
            fn into_source(self) -> Self::Source {
                Parts(self)
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                Extent::exact(self.len())
            }
        }
    )*};
}

parts! {
    AxisIter Sync;
    AxisIterMut Send;
    AxisChunksIter Sync;
    AxisChunksIterMut Send;
}

macro_rules! pulled {
    ($($head:ident $($iter:ident)?;)*) => {$(
        impl<'a, A, D: Dimension> IntoSource for $head<'a, A, D>
        where
            Self: IntoIterator,
        {
            type Source = Pull<<Self as IntoIterator>::IntoIter>;

            #[inline(always)]
            fn into_source(self) -> Self::Source {
                Pull(self.into_iter())
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                // At least one, and how many is found out: a length is not to be had without giving the head away.
                pulled!(@extent self $($iter)?)
            }
        }
    )*};
    (@extent $this:ident) => { Extent::about(1, None) };
    (@extent $this:ident $iter:ident) => {{
        let (least, most) = $this.size_hint();
        Extent::about(least, most)
    }};
}

pulled! {
    Iter Iter;
    IterMut IterMut;
    IndexedIter IndexedIter;
    IndexedIterMut IndexedIterMut;
    LanesIter LanesIter;
    LanesIterMut LanesIterMut;
    Lanes;
    LanesMut;
}

macro_rules! quiet {
    ($($iter:ident)*) => {$(
        impl<'a, A, D: Dimension> Quiet for $iter<'a, A, D> where Self: Iterator {}
    )*};
}

quiet! { Iter IterMut IndexedIter IndexedIterMut LanesIter LanesIterMut AxisIter AxisIterMut }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::source;
    use ndarray::{Array, Array2};

    #[test]
    fn what_lies_in_one_piece_is_a_view() {
        let mut row: Array1<u32> = Array::from_iter(0..6);
        assert_eq!(SplitIndex::len(&row), 6);
        assert!(SplitIndex::view(&mut row, 2..7).is_none());
        let items: Vec<u32> = SplitIndex::view(&mut row, 2..5)
            .unwrap()
            .into_iter()
            .map(|x| *x)
            .collect();
        assert_eq!(items, [2, 3, 4]);
        let mut table: Array2<u32> = Array2::zeros((3, 4));
        // A row does, a column does not.
        assert!(SplitIndex::view(&mut table.row_mut(1), 0..4).is_some());
        assert!(SplitIndex::view(&mut table.column_mut(1), 0..3).is_none());
    }

    #[test]
    fn pieces_are_what_the_whole_is() {
        let mut table = Array::from_iter(0..12u32)
            .into_shape_with_order((4, 3))
            .unwrap();
        let column = table.column(1);
        let (left, right) = source(&column).split_at(3);
        let pieces: Vec<u32> = left.into_iter().chain(right.into_iter()).copied().collect();
        assert_eq!(pieces, column.to_vec());
        let (left, right) = source(table.outer_iter()).rev().split_at(1);
        let firsts: Vec<u32> = left
            .into_iter()
            .chain(right.into_iter())
            .map(|row| row[0])
            .collect();
        assert_eq!(firsts, [9, 6, 3, 0]);
        let (_, right) = source(table.axis_iter_mut(Axis(1))).split_at(2);
        right.into_iter().for_each(|mut column| column.fill(7));
        assert_eq!(table.column(2).to_vec(), [7; 4]);
        assert_eq!(table.column(1).to_vec(), [1, 4, 7, 10]);
    }
}
