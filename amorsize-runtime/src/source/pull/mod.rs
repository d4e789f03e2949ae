//! Heads that cannot be cut: their items are pulled in order, ahead of the bodies, by the caller alone.
//!
//! [`heads`] says which of std's types are pulled as they are: those whose `next()` has no effect but to give the next
//! item. Any other iterator is pulled only on the user's word (`pull`), by [`pulled`].
//!
//! A pulled chunk is a `Vec` of items on the [`Shelf`]. A panic of `next()` stays behind the items before it: it
//! becomes the panic of the chunk after them, so that they are run and merged first.

pub mod bytes;
mod heads;
mod lent;

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::vec;

pub use lent::{Lent, MayLeave, Returned, Returns, leaving, returning};

#[cfg(feature = "ndarray")]
pub(super) use heads::Quiet;

use super::feed::{Feed, Stock, Tap};
use super::{Extent, IntoSource};

/// An iterator that is pulled.
#[derive(Clone, Debug)]
pub struct Pull<I>(pub(super) I);

/// A head that is pulled on the user's word.
///
/// Called in the place of the head, so that `IntoIterator` is asked where the plain loop asks it.
#[inline(always)]
pub fn pulled<H: IntoIterator>(head: H) -> Pulled<H::IntoIter> {
    Pulled(head.into_iter())
}

/// See [`pulled`]. The iterator itself, for both arms.
#[derive(Clone, Debug)]
pub struct Pulled<I>(I);

impl<I: Iterator> Iterator for Pulled<I> {
    type Item = I::Item;

    #[inline(always)]
    fn next(&mut self) -> Option<I::Item> {
        self.0.next()
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

// That items are `Send` is asked once, of the feed: a mistake is one error.
impl<I: Iterator> IntoSource for Pulled<I> {
    type Source = Pull<I>;

    #[inline(always)]
    fn into_source(self) -> Pull<I> {
        Pull(self.0)
    }

    #[inline(always)]
    fn extent(&self) -> Extent {
        // A hint of the user's is not to be relied on.
        let (least, most) = self.0.size_hint();
        Extent::about(least, most)
    }
}

impl<I: Iterator> Feed for Pull<I>
where
    I::Item: Send,
{
    type Iter = vec::IntoIter<I::Item>;
    type Piece = Vec<I::Item>;
    type Stock = Shelf<I::Item>;
    type Tap = Spring<I>;
    type Adapted = Self;

    const PULLED: bool = true;

    #[inline(always)]
    fn adapted(self) -> Self {
        self
    }

    fn open(self, expected: Option<usize>) -> (Shelf<I::Item>, Spring<I>) {
        let (least, most) = self.0.size_hint();
        let least = least.max(expected.unwrap_or(0));
        let spring = Spring {
            iter: self.0,
            dry: false,
            pulled: 0,
            least,
            most: most.unwrap_or(usize::MAX),
        };
        let shelf = Shelf {
            ready: VecDeque::new(),
            items: 0,
            coming: spring.coming(),
            panic: None,
        };
        (shelf, spring)
    }

    #[inline(always)]
    fn items(piece: Vec<I::Item>) -> vec::IntoIter<I::Item> {
        piece.into_iter()
    }
}

/// What a panic carries.
type Payload = Box<dyn Any + Send>;

/// Chunks that were pulled and not yet claimed.
pub struct Shelf<T> {
    ready: VecDeque<Vec<T>>,
    /// Items of all of them.
    items: usize,
    /// How many more may come: an estimate, 0 only if none.
    coming: usize,
    /// How `next()` ended, behind everything that is ready.
    panic: Option<Payload>,
}

impl<T: Send> Stock for Shelf<T> {
    type Piece = Vec<T>;

    fn left(&self) -> usize {
        let last = usize::from(self.panic.is_some());
        self.items.saturating_add(self.coming).saturating_add(last)
    }

    fn next_len(&self) -> Option<usize> {
        // The panic is a chunk of one.
        Some(self.ready.front().map_or(1, Vec::len))
    }

    fn is_ready(&self) -> bool {
        !self.ready.is_empty() || self.panic.is_some()
    }

    fn waiting(&self) -> usize {
        self.ready.len()
    }

    fn take(&mut self, _: usize) -> Vec<T> {
        match self.ready.pop_front() {
            Some(piece) => {
                self.items -= piece.len();
                piece
            }
            None => match self.panic.take() {
                Some(payload) => resume_unwind(payload),
                None => Vec::new(),
            },
        }
    }
}

impl<T> std::fmt::Debug for Shelf<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf")
            .field("items", &self.items)
            .field("coming", &self.coming)
            .finish_non_exhaustive()
    }
}

/// The iterator, where the caller has it.
#[derive(Debug)]
pub struct Spring<I> {
    iter: I,
    dry: bool,
    pulled: usize,
    /// Bounds of the whole, as far as hints and earlier calls are right.
    least: usize,
    most: usize,
}

/// A chunk fresh from the iterator.
#[expect(missing_debug_implementations, reason = "handed from pull to deliver")]
pub struct Delivery<T> {
    items: Vec<T>,
    coming: usize,
    panic: Option<Payload>,
}

/// Room for so many items is made at once; a hint or an option may ask for any number.
const ROOM: usize = 4096;

impl<I: Iterator> Spring<I> {
    /// How many more may come: what is promised, else as many as came so far.
    fn coming(&self) -> usize {
        if self.dry {
            return 0;
        }
        let promised = self.least.saturating_sub(self.pulled);
        let room = self.most.saturating_sub(self.pulled);
        promised.max(self.pulled.min(room)).max(1)
    }
}

impl<I: Iterator> Tap<Shelf<I::Item>> for Spring<I>
where
    I::Item: Send,
{
    type Delivery = Delivery<I::Item>;

    fn is_dry(&self) -> bool {
        self.dry
    }

    fn pull(&mut self, len: usize) -> Delivery<I::Item> {
        let mut items = Vec::with_capacity(len.min(ROOM));
        // Unwind safety: after a panic the iterator is not asked again, only dropped.
        let pulled = catch_unwind(AssertUnwindSafe(|| {
            while items.len() < len {
                match self.iter.next() {
                    Some(item) => items.push(item),
                    None => return true,
                }
            }
            false
        }));
        self.pulled = self.pulled.saturating_add(items.len());
        let (dry, panic) = match pulled {
            Ok(dry) => (dry, None),
            Err(payload) => (true, Some(payload)),
        };
        self.dry = dry;
        Delivery {
            items,
            coming: self.coming(),
            panic,
        }
    }

    fn deliver(delivery: Delivery<I::Item>, shelf: &mut Shelf<I::Item>) -> usize {
        let Delivery {
            items,
            coming,
            panic,
        } = delivery;
        let len = items.len();
        shelf.items += len;
        if len > 0 {
            shelf.ready.push_back(items);
        }
        shelf.coming = coming;
        shelf.panic = panic;
        len
    }
}
