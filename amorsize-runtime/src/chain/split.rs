//! Terminals that make two collections at once.

use super::terminal::Terminal;
use crate::exit::{Chunk, Infallible};

/// `unzip()`, and `collect()` into a pair: std extends both sides item by item, and so does the caller.
#[derive(Clone, Debug, Default)]
pub struct Unzip<A, B>((A, B));

impl<A, B, X: Send, Y: Send> Terminal<(X, Y)> for Unzip<A, B>
where
    A: Default + Extend<X>,
    B: Default + Extend<Y>,
{
    type Part = Vec<(X, Y)>;
    type Exit = Infallible;
    type Value = (A, B);

    #[inline(always)]
    fn part() -> Self::Part {
        Vec::new()
    }

    #[inline(always)]
    fn fill(part: &mut Self::Part, items: impl Iterator<Item = (X, Y)>) -> Chunk<Infallible> {
        part.extend(items);
        Chunk::Done
    }

    #[inline]
    fn merge(&mut self, part: Self::Part) -> Option<Infallible> {
        self.0.extend(part);
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> (A, B) {
        self.0
    }
}

/// `partition(p)`, after a [`keyed`](super::keyed)`(…, p)`.
#[derive(Clone, Debug, Default)]
pub struct Partition<B> {
    yes: B,
    no: B,
}

impl<B: Default + Extend<I>, I: Send> Terminal<(bool, I)> for Partition<B> {
    type Part = Vec<(bool, I)>;
    type Exit = Infallible;
    type Value = (B, B);

    #[inline(always)]
    fn part() -> Self::Part {
        Vec::new()
    }

    #[inline(always)]
    fn fill(part: &mut Self::Part, items: impl Iterator<Item = (bool, I)>) -> Chunk<Infallible> {
        part.extend(items);
        Chunk::Done
    }

    #[inline]
    fn merge(&mut self, part: Self::Part) -> Option<Infallible> {
        for (is, item) in part {
            if is { &mut self.yes } else { &mut self.no }.extend(Some(item));
        }
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> (B, B) {
        (self.yes, self.no)
    }
}
