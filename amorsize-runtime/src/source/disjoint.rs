//! Arrays whose items the user says are used by one iteration each.

use std::marker::PhantomData;

use super::rows::outside;
use super::{RowIndex, SplitSlice};

/// An array that several participants change at the same time, each other items.
#[derive(Debug)]
pub struct Disjoint<'a, T> {
    items: *mut T,
    len: usize,
    borrowed: PhantomData<&'a mut [T]>,
}

// SAFETY: whoever made it has promised that no item is used by two threads; so it is as if the items were handed to their threads.
unsafe impl<T: Send> Sync for Disjoint<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Disjoint<'_, T> {}

/// Shares an array between participants; `None` if its items do not lie in one piece.
///
/// # Safety
///
/// While it lives, no item may be reached by two iterations of the loop, under any subscript, be it to read or to write; and no
/// iteration may keep a reference to an item while it reaches the same item again.
pub unsafe fn disjoint<A: SplitSlice + ?Sized>(array: &mut A) -> Option<Disjoint<'_, A::Item>> {
    let len = array.len();
    let items = array.slice(0..len)?;
    Some(Disjoint {
        items: items.as_mut_ptr(),
        len: items.len(),
        borrowed: PhantomData,
    })
}

impl<T> Disjoint<'_, T> {
    /// The length of the array.
    #[inline(always)]
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no item.
    #[inline(always)]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where a subscript begins and how many items it takes; panics as a slice does where it takes others than there are.
    #[inline(always)]
    #[track_caller]
    fn run<I: RowIndex<T>>(&self, index: &I) -> (usize, usize) {
        match index.run() {
            Some(run) if run.start <= run.end && run.end <= self.len => {
                (run.start, run.end - run.start)
            }
            _ => outside::<T, I>(index.clone(), self.len),
        }
    }

    /// An item, or a run of them.
    #[inline(always)]
    #[track_caller]
    pub fn get<I: RowIndex<T>>(&self, index: I) -> &I::Output {
        let (start, len) = self.run(&index);
        // SAFETY: the run lies inside the array, and `disjoint`'s caller has promised that nobody changes these items meanwhile.
        let items = unsafe { std::slice::from_raw_parts(self.items.add(start), len) };
        &items[index.within(start)]
    }

    /// An item, or a run of them, to be changed.
    #[expect(
        clippy::mut_from_ref,
        reason = "the items are told apart by the promise of `disjoint`'s caller"
    )]
    #[inline(always)]
    #[track_caller]
    pub fn at<I: RowIndex<T>>(&self, index: I) -> &mut I::Output {
        let (start, len) = self.run(&index);
        // SAFETY: the run lies inside the array, and `disjoint`'s caller has promised that nobody else uses these items meanwhile.
        let items = unsafe { std::slice::from_raw_parts_mut(self.items.add(start), len) };
        &mut items[index.within(start)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn each_thread_its_own_items() {
        let mut array = vec![0usize; 9];
        // SAFETY: the threads use items of their own remainder.
        let shared = unsafe { disjoint(&mut array) }.unwrap();
        std::thread::scope(|scope| {
            for third in 0..3 {
                let shared = &shared;
                scope.spawn(move || {
                    for k in (third..9).step_by(3) {
                        *shared.at(k) = *shared.get(k) + k;
                    }
                });
            }
        });
        shared.at(2..4).swap(0, 1);
        assert_eq!(shared.get(3..=4), [2, 4]);
        for wrong in [9, usize::MAX] {
            assert!(catch_unwind(AssertUnwindSafe(|| *shared.at(wrong) = 1)).is_err());
        }
        assert!(catch_unwind(AssertUnwindSafe(|| shared.at(3..10).len())).is_err());
        assert!(catch_unwind(AssertUnwindSafe(|| shared.at(0..=usize::MAX).len())).is_err());
        assert_eq!(array, [0, 1, 3, 2, 4, 5, 6, 7, 8]);
    }
}
