//! Crosses: a square array of which iteration `i` owns the items of line `i` and of column `i` on one side of the diagonal.

use std::ops::Range;

use super::columns::{Column, ColumnsIter, Lines, columns};
use super::{Columns, Source, SplitIndex, SplitSlice};

/// The items `[i][j]` and `[j][i]` for one `i` and every `j` that is not less, or for every `j` that is not greater.
#[derive(Debug)]
pub struct Cross<'a, T> {
    column: Column<'a, T>,
    upper: bool,
}

impl<'a, T> Cross<'a, T> {
    /// Hands it to the body, with the lines as a parameter of its own.
    #[inline(always)]
    pub fn spread(self, body: impl FnOnce(Cross<'a, T>)) {
        let upper = self.upper;
        self.column.spread(|column| body(Cross { column, upper }));
    }

    /// Whether item `[line][at]` belongs to this cross: every item belongs to one.
    #[inline(always)]
    fn owns(&self, line: usize, at: usize) -> bool {
        let owner = if self.upper {
            line.min(at)
        } else {
            line.max(at)
        };
        owner == self.column.index()
    }

    #[inline(always)]
    #[track_caller]
    fn find(&self, line: usize, at: usize) -> *mut T {
        let item = self.column.item(line, at);
        assert!(
            self.owns(line, at),
            "amorsize: this iteration leaves the items that it was thought to use, and the loop must not go on: mark it `#[serial]`"
        );
        item
    }

    /// The item `[line][at]`.
    #[inline(always)]
    #[track_caller]
    #[must_use]
    pub fn get(&self, line: usize, at: usize) -> &T {
        // SAFETY: `find` gives an item inside its line that belongs to this cross alone; a source hands out each index once, and
        // the lines are borrowed exclusively while sources and crosses live.
        unsafe { &*self.find(line, at) }
    }

    /// The item `[line][at]`, to be changed.
    #[inline(always)]
    #[track_caller]
    pub fn get_mut(&mut self, line: usize, at: usize) -> &mut T {
        // SAFETY: as in `get`, and this cross is borrowed exclusively.
        unsafe { &mut *self.find(line, at) }
    }
}

/// The crosses of a square array.
#[derive(Debug)]
pub struct Crosses<'a, T> {
    columns: Columns<'a, T>,
    upper: bool,
}

impl<'a, T: Send> Source for Crosses<'a, T> {
    type Item = Cross<'a, T>;
    type Iter = CrossesIter<'a, T>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.columns.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let upper = self.upper;
        let (left, right) = self.columns.split_at(index);
        let part = |columns| Crosses { columns, upper };
        (part(left), part(right))
    }

    #[inline(always)]
    fn into_iter(self) -> CrossesIter<'a, T> {
        CrossesIter(self.columns.into_iter(), self.upper)
    }
}

/// The loop over crosses.
#[derive(Debug)]
pub struct CrossesIter<'a, T>(ColumnsIter<'a, T>, bool);

impl<'a, T> Iterator for CrossesIter<'a, T> {
    type Item = Cross<'a, T>;

    #[inline(always)]
    fn next(&mut self) -> Option<Cross<'a, T>> {
        let upper = self.1;
        self.0.next().map(|column| Cross { column, upper })
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> DoubleEndedIterator for CrossesIter<'_, T> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<Self::Item> {
        let upper = self.1;
        self.0.next_back().map(|column| Cross { column, upper })
    }
}

impl<T> ExactSizeIterator for CrossesIter<'_, T> {}

/// The crosses of `array` for these `i`; `None` if an item of theirs is missing.
pub fn crosses<'a, 's, A>(
    store: &'s mut Lines<'a, <A::Item as SplitIndex>::Item>,
    array: &'a mut A,
    indices: Option<Range<usize>>,
    upper: bool,
) -> Option<Crosses<'s, <A::Item as SplitIndex>::Item>>
where
    A: SplitSlice + ?Sized,
    A::Item: SplitSlice + 'a,
    <A::Item as SplitIndex>::Item: 'a,
{
    let lines = SplitIndex::len(array);
    let columns = columns(store, array, indices)?;
    (columns.end() <= lines).then_some(Crosses { columns, upper })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn every_item_belongs_to_one_cross() {
        for upper in [false, true] {
            let mut array = vec![vec![0usize; 6]; 6];
            let mut store = Lines::new();
            let (left, right) = crosses(&mut store, &mut array, Some(0..6), upper)
                .unwrap()
                .split_at(2);
            std::thread::scope(|scope| {
                for part in [left, right] {
                    scope.spawn(move || {
                        for mut cross in part.into_iter() {
                            for line in 0..6 {
                                for at in 0..6 {
                                    if cross.owns(line, at) {
                                        *cross.get_mut(line, at) += 1 + line.min(at);
                                        assert!(*cross.get(line, at) > 0);
                                    } else {
                                        let touched = AssertUnwindSafe(|| *cross.get(line, at));
                                        assert!(catch_unwind(touched).is_err());
                                    }
                                }
                            }
                        }
                    });
                }
            });
            for (line, items) in array.iter().enumerate() {
                for (at, item) in items.iter().enumerate() {
                    assert_eq!(*item, 1 + line.min(at));
                }
            }
        }
    }

    #[test]
    fn arrays_that_are_too_small_have_none() {
        let mut array = vec![vec![0; 3], vec![0; 3]];
        assert!(crosses(&mut Lines::new(), &mut array, Some(0..3), true).is_none());
        assert!(crosses(&mut Lines::new(), &mut array, Some(0..2), true).is_some());
    }
}
