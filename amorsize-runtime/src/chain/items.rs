//! The universal road: chunks hand over their items, and the caller does with them what the plain chain does.

use super::behind::Behind;
use super::terminal::{Payload, Terminal};
use super::{Pieces, run};
use crate::exit::{Chunk, Infallible};
use crate::site::Call;
use crate::source::Feed;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::vec;

/// The items of one chunk, and the least number that the chain over its piece had announced.
type Announced<I> = (Vec<I>, usize);

/// All items of a chain, in order, with the lower bound that the plain chain announces: what is collected from them
/// reserves by it, and the order of a hash table depends on what was reserved.
pub struct Items<I> {
    front: vec::IntoIter<I>,
    parts: vec::IntoIter<Vec<I>>,
    lower: usize,
    left: usize,
    behind: Behind,
}

impl<I> Items<I> {
    /// Takes from them what `all` makes of them; `None` if it asked for more than there are.
    pub(super) fn short_of<V>(self, all: impl FnOnce(Self) -> V) -> Option<V> {
        let behind = self.behind.clone();
        let value = all(self);
        (!behind.was_asked()).then_some(value)
    }
}

impl<I> Iterator for Items<I> {
    type Item = I;

    #[inline]
    fn next(&mut self) -> Option<I> {
        loop {
            if let Some(item) = self.front.next() {
                self.lower = self.lower.saturating_sub(1);
                self.left -= 1;
                return Some(item);
            }
            let Some(next) = self.parts.next() else {
                self.behind.ask();
                return None;
            };
            self.front = next.into_iter();
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.lower.min(self.left), Some(self.left))
    }

    #[inline]
    fn fold<B, F: FnMut(B, I) -> B>(self, init: B, mut f: F) -> B {
        let first = self.front.fold(init, &mut f);
        let folded = self
            .parts
            .fold(first, |folded, part| part.into_iter().fold(folded, &mut f));
        self.behind.ask();
        folded
    }
}

impl<I> fmt::Debug for Items<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

/// Keeps every item for the caller.
#[derive(Debug)]
pub struct Everything<I> {
    parts: Vec<Vec<I>>,
    lower: usize,
    left: usize,
    /// Items after which the chain ends.
    limit: usize,
    /// What the chain panicked with after them. Only who asks for more than they are meets it, as in the plain chain.
    panic: Option<Payload>,
}

impl<I> Everything<I> {
    fn up_to(limit: usize) -> Self {
        Self {
            parts: Vec::new(),
            lower: 0,
            left: 0,
            limit,
            panic: None,
        }
    }
}

impl<I> Default for Everything<I> {
    #[inline]
    fn default() -> Self {
        Self::up_to(usize::MAX)
    }
}

impl<I: Send> Terminal<I> for Everything<I> {
    type Part = Announced<I>;
    type Exit = ();
    type Value = Items<I>;

    #[inline(always)]
    fn part() -> Announced<I> {
        (Vec::new(), 0)
    }

    #[inline(always)]
    fn fill((kept, lower): &mut Announced<I>, items: impl Iterator<Item = I>) -> Chunk<()> {
        *lower = items.size_hint().0;
        kept.extend(items);
        Chunk::Done
    }

    #[inline]
    fn merge(&mut self, (mut kept, lower): Announced<I>) -> Option<()> {
        let room = self.limit - self.left;
        if kept.len() >= room && self.limit != usize::MAX {
            kept.truncate(room);
            self.push(kept, lower);
            return Some(());
        }
        self.push(kept, lower);
        None
    }

    fn attempt<R>(call: impl FnOnce() -> R) -> Result<R, Payload> {
        let ended = catch_unwind(AssertUnwindSafe(call))?;
        // A check only notes it.
        match crate::check::noted_panic() {
            Some(text) => Err(Box::new(text)),
            None => Ok(ended),
        }
    }

    fn panicked(&mut self, panic: Payload) {
        self.panic = Some(panic);
    }

    #[inline]
    fn value(self, _: Option<()>) -> Items<I> {
        Items {
            front: Vec::new().into_iter(),
            parts: self.parts.into_iter(),
            lower: self.lower,
            left: self.left,
            behind: Behind::new(self.panic),
        }
    }
}

impl<I> Everything<I> {
    fn push(&mut self, kept: Vec<I>, lower: usize) {
        self.lower = self.lower.saturating_add(lower);
        self.left += kept.len();
        if !kept.is_empty() {
            self.parts.push(kept);
        }
    }
}

/// All items of a chain, for the rest of it, which the caller runs as it is written.
#[inline(always)]
pub fn items<S, C>(call: Call<'_>, source: S, chain: C) -> Items<C::Item>
where
    S: Feed,
    C: Pieces<S, Item: Send>,
{
    run(call, source, chain, Everything::default())
}

/// As [`items`], where the rest of the chain begins with `take(n)`: no more than `n` items are waited for.
#[inline(always)]
pub fn first_items<S, C>(call: Call<'_>, source: S, chain: C, n: usize) -> Items<C::Item>
where
    S: Feed,
    C: Pieces<S, Item: Send>,
{
    run(call, source, chain, Everything::up_to(n))
}

/// A value that the caller brings up to date with the items of one chunk after the other.
struct Folding<A, G> {
    value: Option<A>,
    step: G,
}

impl<I: Send, A, G: FnMut(Option<A>, vec::IntoIter<I>) -> Option<A>> Terminal<I> for Folding<A, G> {
    type Part = Vec<I>;
    type Exit = Infallible;
    type Value = Option<A>;

    #[inline(always)]
    fn part() -> Vec<I> {
        Vec::new()
    }

    #[inline(always)]
    fn fill(part: &mut Vec<I>, items: impl Iterator<Item = I>) -> Chunk<Infallible> {
        part.extend(items);
        Chunk::Done
    }

    #[inline(always)]
    fn merge(&mut self, part: Vec<I>) -> Option<Infallible> {
        self.value = (self.step)(self.value.take(), part.into_iter());
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> Option<A> {
        self.value
    }
}

/// `min_by(f)`, `max_by(f)`, `reduce(f)`: `step` runs std's own method over the best so far and the items of a chunk,
/// so the user's closure sees the pairs it sees in the plain chain, in the same order, on the caller.
#[inline(always)]
pub fn fold<S, C, G>(call: Call<'_>, source: S, chain: C, step: G) -> Option<C::Item>
where
    S: Feed,
    C: Pieces<S, Item: Send>,
    G: FnMut(Option<C::Item>, vec::IntoIter<C::Item>) -> Option<C::Item>,
{
    run(call, source, chain, Folding { value: None, step })
}

/// The best so far, and the items of a chunk after it.
#[inline(always)]
pub fn after<I>(best: Option<I>, items: vec::IntoIter<I>) -> impl Iterator<Item = I> {
    best.into_iter().chain(items)
}
