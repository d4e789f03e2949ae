//! The shapes of loops, written as one would with each peer; a workload gives the item's function and the plain and
//! annotated text.

use std::iter::Sum;
use std::ops::Range;
use std::sync::Mutex;

use super::Work;
use crate::peers::{Peer, over};
use crate::place;

/// What participants write to: parts that do not overlap.
pub(super) struct Slots<T>(*mut T, usize);

// SAFETY: parts go to several threads, which is sending `T`s; `part` asks for what else is needed.
unsafe impl<T: Send> Sync for Slots<T> {}

impl<T> Slots<T> {
    pub(super) fn new(slice: &mut [T]) -> Self {
        Self(slice.as_mut_ptr(), slice.len())
    }

    /// # Safety
    ///
    /// No two parts alive overlap, and the slice outlives them.
    #[allow(clippy::mut_from_ref)]
    pub(super) unsafe fn part(&self, range: Range<usize>) -> &mut [T] {
        assert!(range.start <= range.end && range.end <= self.1);
        // SAFETY: inside the slice, as asserted; alone, as the caller promises.
        unsafe { std::slice::from_raw_parts_mut(self.0.add(range.start), range.len()) }
    }

    /// # Safety
    ///
    /// As for `part`; `i` is inside.
    pub(super) unsafe fn put(&self, i: usize, value: T) {
        // SAFETY: as the caller promises.
        unsafe { *self.0.add(i) = value }
    }
}

/// `out[i] = item(items[i])`.
pub(super) struct Map<I, O, F> {
    pub(super) items: Vec<I>,
    pub(super) out: Vec<O>,
    pub(super) grain: usize,
    pub(super) item: F,
    pub(super) plain: fn(&[I], &mut [O]),
    pub(super) annotated: fn(&[I], &mut [O]),
    pub(super) bits: fn(&O) -> u64,
}

impl<I: Sync + Send, O: Send + Sync, F: Fn(&I) -> O + Sync + Send + Copy> Work for Map<I, O, F> {
    fn run(&mut self, peer: Peer) {
        let (items, out, item, n) = (
            &self.items[..],
            &mut self.out[..],
            self.item,
            self.items.len(),
        );
        match peer {
            Peer::Plain | Peer::PlainAgain => (self.plain)(items, out),
            Peer::Amorsize => (self.annotated)(items, out),
            _ if peer.is_rayon() => {
                use rayon::prelude::*;
                out.par_iter_mut()
                    .zip(items)
                    .with_min_len(peer.min_len(n))
                    .for_each(|(o, i)| *o = item(i));
            }
            Peer::Paralight | Peer::ParalightFixed => {
                use paralight::prelude::*;
                let both = (out.par_iter_mut(), items.par_iter()).zip_eq();
                both.with_thread_pool(&mut *place::paralight(peer))
                    .for_each(|(o, i)| *o = item(i));
            }
            Peer::Orx => {
                use orx_parallel::*;
                let slots = Slots::new(out);
                // SAFETY: each index is visited once.
                (0..n)
                    .par()
                    .for_each(|i| unsafe { slots.put(i, item(&items[i])) });
            }
            _ => {
                let slots = Slots::new(out);
                over(peer, n, self.grain, &|range| {
                    // SAFETY: ranges do not overlap.
                    let part = unsafe { slots.part(range.clone()) };
                    for (o, i) in part.iter_mut().zip(&items[range]) {
                        *o = item(i);
                    }
                });
            }
        }
    }

    fn digest(&self) -> u64 {
        super::digest(self.out.iter().map(self.bits))
    }
}

/// `items[i]` changed in place.
pub(super) struct Update<T, F> {
    pub(super) items: Vec<T>,
    pub(super) grain: usize,
    pub(super) item: F,
    pub(super) plain: fn(&mut [T]),
    pub(super) annotated: fn(&mut [T]),
    pub(super) bits: fn(&T) -> u64,
}

impl<T: Send + Sync, F: Fn(&mut T) + Sync + Send + Copy> Work for Update<T, F> {
    fn run(&mut self, peer: Peer) {
        let (items, item) = (&mut self.items[..], self.item);
        let n = items.len();
        match peer {
            Peer::Plain | Peer::PlainAgain => (self.plain)(items),
            Peer::Amorsize => (self.annotated)(items),
            _ if peer.is_rayon() => {
                use rayon::prelude::*;
                items
                    .par_iter_mut()
                    .with_min_len(peer.min_len(n))
                    .for_each(item);
            }
            Peer::Paralight | Peer::ParalightFixed => {
                use paralight::prelude::*;
                items
                    .par_iter_mut()
                    .with_thread_pool(&mut *place::paralight(peer))
                    .for_each(item);
            }
            Peer::Orx => {
                use orx_parallel::*;
                let slots = Slots::new(items);
                // SAFETY: each index is visited once.
                (0..n)
                    .par()
                    .for_each(|i| item(unsafe { &mut slots.part(i..i + 1)[0] }));
            }
            _ => {
                let slots = Slots::new(items);
                // SAFETY: ranges do not overlap.
                over(peer, n, self.grain, &|range| {
                    unsafe { slots.part(range) }.iter_mut().for_each(item)
                });
            }
        }
    }

    fn digest(&self) -> u64 {
        super::digest(self.items.iter().map(self.bits))
    }
}

/// The sum of `item(items[i])`. Peers group float sums as they like.
pub(super) struct Fold<I, O, F> {
    pub(super) items: Vec<I>,
    pub(super) result: O,
    pub(super) grain: usize,
    pub(super) item: F,
    pub(super) plain: fn(&[I]) -> O,
    pub(super) annotated: fn(&[I]) -> O,
    pub(super) bits: fn(&O) -> u64,
}

impl<I, O, F> Work for Fold<I, O, F>
where
    I: Sync + Send,
    O: Send
        + Sync
        + Default
        + Copy
        + Sum
        + std::ops::Add<Output = O>
        + std::ops::AddAssign
        + orx_parallel::Sum<O>,
    F: Fn(&I) -> O + Sync + Send + Copy,
{
    fn run(&mut self, peer: Peer) {
        let (items, item, n) = (&self.items[..], self.item, self.items.len());
        self.result = match peer {
            Peer::Plain | Peer::PlainAgain => (self.plain)(items),
            Peer::Amorsize => (self.annotated)(items),
            _ if peer.is_rayon() => {
                use rayon::prelude::*;
                items
                    .par_iter()
                    .with_min_len(peer.min_len(n))
                    .map(item)
                    .sum()
            }
            Peer::Paralight | Peer::ParalightFixed => {
                use paralight::prelude::*;
                items
                    .par_iter()
                    .with_thread_pool(&mut *place::paralight(peer))
                    .map(item)
                    .sum()
            }
            Peer::Orx => {
                use orx_parallel::*;
                items.par().map(item).sum()
            }
            _ => {
                let total = Mutex::new(O::default());
                over(peer, n, self.grain, &|range| {
                    let part = items[range].iter().map(item).sum();
                    *total.lock().expect("no panic in a benchmark") += part;
                });
                total.into_inner().expect("no panic in a benchmark")
            }
        };
    }

    fn digest(&self) -> u64 {
        (self.bits)(&self.result)
    }
}

/// `out.push(item(items[i]))` where that is `Some`; `exact` if it always is.
pub(super) struct Collect<I, O, F> {
    pub(super) items: Vec<I>,
    pub(super) out: Vec<O>,
    pub(super) exact: bool,
    pub(super) grain: usize,
    pub(super) item: F,
    pub(super) plain: fn(&[I]) -> Vec<O>,
    pub(super) annotated: fn(&[I]) -> Vec<O>,
    pub(super) bits: fn(&O) -> u64,
}

impl<I, O, F> Work for Collect<I, O, F>
where
    I: Sync + Send,
    O: Send + Sync,
    F: Fn(&I) -> Option<O> + Sync + Send + Copy,
{
    fn run(&mut self, peer: Peer) {
        let (items, item, n, exact) = (&self.items[..], self.item, self.items.len(), self.exact);
        let always = move |i: &I| item(i).expect("exact");
        self.out = match peer {
            Peer::Plain | Peer::PlainAgain => (self.plain)(items),
            Peer::Amorsize => (self.annotated)(items),
            _ if peer.is_rayon() => {
                use rayon::prelude::*;
                let items = items.par_iter().with_min_len(peer.min_len(n));
                if exact {
                    items.map(always).collect()
                } else {
                    items.filter_map(item).collect()
                }
            }
            Peer::Orx => {
                use orx_parallel::*;
                if exact {
                    items.par().map(always).collect()
                } else {
                    items.par().filter_map(item).collect()
                }
            }
            // Paralight collects per thread, in no order; with outputs in place it keeps it.
            Peer::Paralight | Peer::ParalightFixed => {
                use paralight::prelude::*;
                let mut slots: Vec<Option<O>> = Vec::with_capacity(n);
                slots.resize_with(n, || None);
                let both = (slots.par_iter_mut(), items.par_iter()).zip_eq();
                both.with_thread_pool(&mut *place::paralight(peer))
                    .for_each(|(slot, i)| *slot = item(i));
                slots.into_iter().flatten().collect()
            }
            _ => {
                let parts = Mutex::new(Vec::new());
                over(peer, n, self.grain, &|range| {
                    let start = range.start;
                    let mut part = Vec::with_capacity(if exact { range.len() } else { 0 });
                    part.extend(items[range].iter().filter_map(item));
                    parts
                        .lock()
                        .expect("no panic in a benchmark")
                        .push((start, part));
                });
                let mut parts = parts.into_inner().expect("no panic in a benchmark");
                parts.sort_unstable_by_key(|(start, _)| *start);
                let mut parts = parts.into_iter().map(|(_, part)| part);
                let mut out = parts.next().unwrap_or_default();
                parts.for_each(|mut part| out.append(&mut part));
                out
            }
        };
    }

    fn clear(&mut self) {
        self.out = Vec::new();
    }

    fn digest(&self) -> u64 {
        super::digest(self.out.iter().map(self.bits))
    }
}
