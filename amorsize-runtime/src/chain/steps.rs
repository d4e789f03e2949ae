//! Steps over a piece that std's adapters do not give: with the position of the piece, or with the type that the user's
//! closure is checked against.

use std::iter::Enumerate;

/// As `enumerate`, for a piece whose first item has this index.
#[inline(always)]
pub fn enumerate_from<J: Iterator>(items: J, first: usize) -> Numbering<J> {
    Numbering {
        items: items.enumerate(),
        first,
    }
}

/// See [`enumerate_from`].
#[derive(Clone, Debug)]
pub struct Numbering<J> {
    items: Enumerate<J>,
    first: usize,
}

impl<J: Iterator> Iterator for Numbering<J> {
    type Item = (usize, J::Item);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let (index, item) = self.items.next()?;
        Some((self.first + index, item))
    }

    #[inline(always)]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }

    #[inline(always)]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut f: F) -> B {
        let first = self.first;
        self.items.fold(init, |folded, (index, item)| {
            f(folded, (first + index, item))
        })
    }
}

impl<J: ExactSizeIterator + DoubleEndedIterator> DoubleEndedIterator for Numbering<J> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<Self::Item> {
        let (index, item) = self.items.next_back()?;
        Some((self.first + index, item))
    }
}

impl<J: ExactSizeIterator> ExactSizeIterator for Numbering<J> {}

/// How many of `n` are left after `done`.
#[inline(always)]
#[must_use]
pub const fn left(n: usize, done: usize) -> usize {
    n.saturating_sub(done)
}

/// As `step_by`, for a piece whose first item has this index. `step` is not 0.
#[inline(always)]
pub fn step_from<J: Iterator>(
    items: J,
    first: usize,
    step: usize,
) -> impl Iterator<Item = J::Item> + use<J> {
    let phase = first % step;
    let before = if phase == 0 { 0 } else { step - phase };
    items.skip(before).step_by(step)
}

/// How many steps lie in front of index `first`.
#[inline(always)]
#[must_use]
pub const fn steps(first: usize, step: usize) -> usize {
    first.div_ceil(step)
}

/// `any(p)` and its kin, as a `map(p)`.
#[inline(always)]
pub fn tested<J: Iterator, P: FnMut(J::Item) -> bool>(
    items: J,
    p: P,
) -> impl Iterator<Item = bool> + use<J, P> {
    items.map(p)
}

/// `for_each(f)`, as a `map(f)`.
#[inline(always)]
pub fn done<J: Iterator, F: FnMut(J::Item)>(
    items: J,
    f: F,
) -> impl Iterator<Item = ()> + use<J, F> {
    items.map(f)
}

/// A comparison that is handed on from chunk to chunk, with what it holds.
#[inline(always)]
pub const fn again<F>(f: &mut F) -> &mut F {
    f
}
