//! `fold(init, f)` whose values the user has said how to combine, and the start of a sum that is run as a loop.

use super::terminal::Terminal;
use crate::exit::{Chunk, Infallible};
use crate::reduce::Reduction;
use std::fmt;
use std::iter::{Product, Sum};

/// One folded value per chunk, combined in the order of the source.
pub struct Reduced<'k, T> {
    kind: &'k Reduction<T>,
    value: T,
}

impl<'k, T> Reduced<'k, T> {
    /// From the user's initial value on.
    #[inline(always)]
    #[must_use]
    pub const fn new(kind: &'k Reduction<T>, value: T) -> Self {
        Self { kind, value }
    }
}

impl<T> fmt::Debug for Reduced<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reduced")
    }
}

impl<T: Send> Terminal<T> for Reduced<'_, T> {
    type Part = Option<T>;
    type Exit = Infallible;
    type Value = T;

    #[inline(always)]
    fn part() -> Option<T> {
        None
    }

    #[inline(always)]
    fn fill(part: &mut Option<T>, mut items: impl Iterator<Item = T>) -> Chunk<Infallible> {
        *part = items.next();
        Chunk::Done
    }

    #[inline(always)]
    fn merge(&mut self, part: Option<T>) -> Option<Infallible> {
        if let Some(part) = part {
            self.kind.merge(&mut self.value, part);
        }
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> T {
        self.value
    }
}

/// What `sum()` gives of nothing.
#[inline(always)]
#[must_use]
pub fn sum_of_nothing<T: Sum<T>>() -> T {
    std::iter::empty().sum()
}

/// What `product()` gives of nothing.
#[inline(always)]
#[must_use]
pub fn product_of_nothing<T: Product<T>>() -> T {
    std::iter::empty().product()
}
