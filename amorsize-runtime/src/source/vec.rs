//! Owned items. One of the rooms of this module with unsafe code, with `columns` and `disjoint`.
//!
//! The items stay where the `Vec` put them. Every source and piece owns a run of indices, runs never overlap, and each
//! item is either handed out by the piece that owns its index or dropped by it. The allocation is freed when the last
//! owner of any run is gone.

use std::array;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::mem::{self, ManuallyDrop};
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::vec;

use super::{Extent, IntoSource, Source};

/// The allocation of a `Vec` whose items are owned elsewhere.
struct Buffer<T> {
    start: NonNull<T>,
    capacity: usize,
    owns: PhantomData<T>,
}

// SAFETY: a shared `Buffer` gives no access to anything, and freeing an allocation may happen on any thread. What the
// items need is asked of the runs that own them.
unsafe impl<T> Send for Buffer<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Buffer<T> {}

impl<T> Drop for Buffer<T> {
    fn drop(&mut self) {
        // SAFETY: pointer and capacity are those of the `Vec` this was made of, which was forgotten. Length 0: the items
        // belong to runs, all of which are gone, as each holds the `Arc` this is in.
        drop(unsafe { Vec::from_raw_parts(self.start.as_ptr(), 0, self.capacity) });
    }
}

/// The items of a `Vec`, by value: a run of them, with a share in the allocation.
///
/// Both the source and the iterator over a piece of it.
pub struct VecPiece<T> {
    // Beside the one in the buffer, to spare the loop a load.
    start: NonNull<T>,
    /// This run owns the items `at..end`, which are initialised and owned by no other run.
    at: usize,
    end: usize,
    /// Held for its `Drop`.
    buffer: Arc<Buffer<T>>,
}

// SAFETY: a run owns its items as a `Vec` does and reaches no others; the buffer is `Send` and `Sync`.
unsafe impl<T: Send> Send for VecPiece<T> {}
// SAFETY: a shared run gives no access to its items.
unsafe impl<T: Sync> Sync for VecPiece<T> {}

impl<T> VecPiece<T> {
    fn new(items: Vec<T>) -> Self {
        let mut items = ManuallyDrop::new(items);
        // SAFETY: the pointer of a `Vec` is never null.
        let start = unsafe { NonNull::new_unchecked(items.as_mut_ptr()) };
        let (end, capacity) = (items.len(), items.capacity());
        let buffer = Arc::new(Buffer {
            start,
            capacity,
            owns: PhantomData,
        });
        VecPiece {
            start,
            at: 0,
            end,
            buffer,
        }
    }

    #[inline(always)]
    fn left(&self) -> usize {
        self.end - self.at
    }

    /// Cuts off the first `index` items.
    #[inline(always)]
    fn split_off_front(&mut self, index: usize) -> Self {
        assert!(index <= self.left(), "cut beyond the end");
        let middle = self.at + index;
        let front = VecPiece {
            start: self.start,
            at: self.at,
            end: middle,
            buffer: Arc::clone(&self.buffer),
        };
        self.at = middle;
        front
    }
}

impl<T> Drop for VecPiece<T> {
    #[inline]
    fn drop(&mut self) {
        if mem::needs_drop::<T>() {
            // SAFETY: `at..end` are initialised items of the buffer, owned by this run alone, and nobody looks at the
            // run again. If one item's drop panics, `drop_in_place` drops the others, and `buffer` is dropped after.
            unsafe {
                ptr::slice_from_raw_parts_mut(self.start.as_ptr().add(self.at), self.left())
                    .drop_in_place()
            }
        }
    }
}

impl<T> Iterator for VecPiece<T> {
    type Item = T;

    #[inline(always)]
    fn next(&mut self) -> Option<T> {
        if self.at == self.end {
            return None;
        }
        let at = self.at;
        self.at = at + 1;
        // SAFETY: `at` was in `at..end`, so the item is initialised and ours; the line above gave it up, so it is read
        // out only once.
        Some(unsafe { self.start.add(at).read() })
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left(), Some(self.left()))
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<T> {
        let n = n.min(self.left());
        drop(self.split_off_front(n));
        self.next()
    }
}

impl<T> DoubleEndedIterator for VecPiece<T> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<T> {
        if self.at == self.end {
            return None;
        }
        self.end -= 1;
        // SAFETY: as in `next`: `end - 1` was in `at..end`, and the line above gave it up.
        Some(unsafe { self.start.add(self.end).read() })
    }

    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<T> {
        let kept = self.left().saturating_sub(n);
        let kept = self.split_off_front(kept);
        drop(mem::replace(self, kept));
        self.next_back()
    }
}

impl<T> ExactSizeIterator for VecPiece<T> {}
impl<T> FusedIterator for VecPiece<T> {}

impl<T: std::fmt::Debug> std::fmt::Debug for VecPiece<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VecPiece")
            .field("len", &self.left())
            .finish_non_exhaustive()
    }
}

/// The items of a `Vec`, by value.
#[derive(Debug)]
pub struct VecSource<T>(VecPiece<T>);

impl<T: Send> Source for VecSource<T> {
    type Item = T;
    type Iter = VecPiece<T>;

    #[inline(always)]
    fn len(&self) -> usize {
        self.0.left()
    }

    #[inline(always)]
    fn split_at(mut self, index: usize) -> (Self, Self) {
        let front = self.0.split_off_front(index);
        (VecSource(front), self)
    }

    #[inline(always)]
    fn into_iter(self) -> VecPiece<T> {
        self.0
    }
}

macro_rules! owned {
    ($([$($generics:tt)*] $head:ty, $this:ident => $vec:expr;)*) => {$(
        impl<T: Send, $($generics)*> IntoSource for $head {
            type Source = VecSource<T>;

            #[inline(always)]
            fn into_source(self) -> VecSource<T> {
                let $this = self;
                VecSource(VecPiece::new($vec))
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                Extent::exact(self.len())
            }
        }
    )*};
}

// std makes a `Vec` of its own iterator without copying, unless much of it was consumed. The items of an array
// have to move once, but only if the loop does run in parallel.
owned! {
    [] Vec<T>, this => this;
    [] Box<[T]>, this => this.into_vec();
    [] vec::IntoIter<T>, this => this.collect();
    [const N: usize] [T; N], this => Vec::from(this);
    [const N: usize] array::IntoIter<T, N>, this => this.collect();
}

#[cfg(test)]
mod tests;
