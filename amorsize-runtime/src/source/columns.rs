//! Columns: an outer array of arrays of which iteration `i` owns item `i` of every inner array.

use std::marker::PhantomData;
use std::ops::Range;

use super::rows::outside;
use super::{Source, SplitIndex, SplitSlice};

/// One inner array.
#[derive(Debug)]
struct Line<T> {
    items: *mut T,
    len: usize,
}

/// The inner arrays of an array, borrowed for `'a`; empty until [`columns`] fills it.
#[derive(Debug)]
pub struct Lines<'a, T> {
    lines: Vec<Line<T>>,
    borrowed: PhantomData<&'a mut [T]>,
}

impl<T> Lines<'_, T> {
    /// None yet; does not allocate.
    #[inline(always)]
    #[must_use]
    pub const fn new() -> Self {
        Lines {
            lines: Vec::new(),
            borrowed: PhantomData,
        }
    }
}

impl<T> Default for Lines<'_, T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Item `index` of every inner array.
#[derive(Debug)]
pub struct Column<'a, T> {
    lines: &'a [Line<T>],
    index: usize,
    borrowed: PhantomData<&'a mut T>,
}

// SAFETY: a column is an exclusive borrow of its items, one of each line: it may go to another thread where the items may, and be
// looked at by several where the items may.
unsafe impl<T: Send> Send for Column<'_, T> {}
// SAFETY: as above; `get` gives shared references only.
unsafe impl<T: Sync> Sync for Column<'_, T> {}

impl<'a, T> Column<'a, T> {
    /// Hands it to the body, with the lines as a parameter of its own.
    #[inline(always)]
    pub fn spread(self, body: impl FnOnce(Column<'a, T>)) {
        fn call<'a, T, F: FnOnce(Column<'a, T>)>(lines: &'a [Line<T>], index: usize, body: F) {
            body(Column {
                lines,
                index,
                borrowed: PhantomData,
            });
        }
        let call: fn(&'a [Line<T>], usize, _) = call;
        call(self.lines, self.index, body);
    }

    #[inline(always)]
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// Where item `at` of inner array `line` is, inside that array.
    #[inline(always)]
    #[track_caller]
    pub(super) fn item(&self, line: usize, at: usize) -> *mut T {
        let line = &self.lines[line];
        if at >= line.len {
            outside::<T, usize>(at, line.len);
        }
        // SAFETY: it lies inside the inner array.
        unsafe { line.items.add(at) }
    }

    /// The item of inner array `line`.
    #[inline(always)]
    #[track_caller]
    #[must_use]
    pub fn get(&self, line: usize) -> &T {
        let line = &self.lines[line];
        // SAFETY: `columns` has checked that every line has an item `index`. Only this column reaches it: a source hands out each
        // index once, and the lines are borrowed exclusively while sources and columns live.
        unsafe { &*line.items.add(self.index) }
    }

    /// The item of inner array `line`, to be changed.
    #[inline(always)]
    #[track_caller]
    pub fn get_mut(&mut self, line: usize) -> &mut T {
        let line = &self.lines[line];
        // SAFETY: as in `get`, and this column is borrowed exclusively.
        unsafe { &mut *line.items.add(self.index) }
    }
}

/// The columns of an array of arrays.
#[derive(Debug)]
pub struct Columns<'a, T> {
    lines: &'a [Line<T>],
    range: Range<usize>,
    borrowed: PhantomData<&'a mut T>,
}

// SAFETY: it is the right to make the columns of its range, each once; see `Column`.
unsafe impl<T: Send> Send for Columns<'_, T> {}

impl<T> Columns<'_, T> {
    /// The index behind the last.
    pub(super) fn end(&self) -> usize {
        self.range.end
    }
}

impl<'a, T: Send> Source for Columns<'a, T> {
    type Item = Column<'a, T>;
    type Iter = ColumnsIter<'a, T>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.range.len()
    }

    #[inline(always)]
    fn split_at(self, index: usize) -> (Self, Self) {
        let Range { start, end } = self.range;
        assert!(index <= end - start);
        let part = |range| Columns {
            lines: self.lines,
            range,
            borrowed: PhantomData,
        };
        (part(start..start + index), part(start + index..end))
    }

    #[inline(always)]
    fn into_iter(self) -> ColumnsIter<'a, T> {
        ColumnsIter(self)
    }
}

/// The loop over columns.
#[derive(Debug)]
pub struct ColumnsIter<'a, T>(Columns<'a, T>);

impl<'a, T> Iterator for ColumnsIter<'a, T> {
    type Item = Column<'a, T>;

    #[inline(always)]
    fn next(&mut self) -> Option<Column<'a, T>> {
        let index = self.0.range.next()?;
        Some(Column {
            lines: self.0.lines,
            index,
            borrowed: PhantomData,
        })
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.range.size_hint()
    }
}

impl<T> DoubleEndedIterator for ColumnsIter<'_, T> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<Self::Item> {
        let index = self.0.range.next_back()?;
        Some(Column {
            lines: self.0.lines,
            index,
            borrowed: PhantomData,
        })
    }
}

impl<T> ExactSizeIterator for ColumnsIter<'_, T> {}

/// The columns of `array[j][i]` for these `i`; `None` if there are none or an inner array is too short.
pub fn columns<'a, 's, A>(
    store: &'s mut Lines<'a, <A::Item as SplitIndex>::Item>,
    array: &'a mut A,
    indices: Option<Range<usize>>,
) -> Option<Columns<'s, <A::Item as SplitIndex>::Item>>
where
    A: SplitSlice + ?Sized,
    A::Item: SplitSlice + 'a,
    <A::Item as SplitIndex>::Item: 'a,
{
    let range = indices?;
    let outer = SplitIndex::len(array);
    for inner in array.slice(0..outer)? {
        let len = SplitIndex::len(inner);
        let items = inner.slice(0..len)?;
        if items.len() < range.end {
            return None;
        }
        store.lines.push(Line {
            items: items.as_mut_ptr(),
            len: items.len(),
        });
    }
    debug_assert!(store.lines.iter().all(|line| line.len >= range.end));
    Some(Columns {
        lines: &store.lines,
        range,
        borrowed: PhantomData,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_reach_every_item_once() {
        let mut array = vec![vec![0usize; 7]; 3];
        let mut store = Lines::new();
        let (left, right) = columns(&mut store, &mut array, Some(1..6))
            .unwrap()
            .split_at(2);
        std::thread::scope(|scope| {
            for part in [left, right] {
                scope.spawn(move || {
                    for mut column in part.into_iter() {
                        for line in 0..3 {
                            *column.get_mut(line) += 10 * line + 1 + *column.get(0);
                        }
                    }
                });
            }
        });
        assert_eq!(
            array,
            [
                [0, 1, 1, 1, 1, 1, 0],
                [0, 12, 12, 12, 12, 12, 0],
                [0, 22, 22, 22, 22, 22, 0]
            ]
        );
    }

    #[test]
    fn from_the_back_and_of_arrays() {
        let mut array = [[0u8; 4]; 2];
        let mut store = Lines::new();
        for mut column in columns(&mut store, &mut array, Some(0..4))
            .unwrap()
            .into_iter()
            .rev()
            .take(2)
        {
            *column.get_mut(1) = 5;
        }
        assert_eq!(array, [[0, 0, 0, 0], [0, 0, 5, 5]]);
    }

    #[test]
    fn short_lines_have_no_columns() {
        let mut array = vec![vec![0; 3], vec![0; 2]];
        assert!(columns(&mut Lines::new(), &mut array, Some(0..3)).is_none());
        assert!(columns(&mut Lines::new(), &mut array, None).is_none());
        assert!(columns(&mut Lines::new(), &mut array, Some(0..2)).is_some());
    }
}
