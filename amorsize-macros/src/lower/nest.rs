//! How long a row of a nest is, as far as that is known before the loop.

use super::Lower;
use crate::algebra::{self, Algebra, Sum};
use crate::nest;
use crate::plan::Bound;

impl Lower<'_> {
    /// The trip of the loop that the body ends with.
    pub(super) fn trip(&self) -> Option<Bound> {
        let inner = nest::inner_loop(&self.body.block)?;
        let (from, to, closed) = algebra::range_of(&inner.expr)?;
        let mut algebra = Algebra::default();
        let (from, to) = (algebra.sum(from)?, algebra.sum(to)?);
        let end = to.plus(&Sum::number(i128::from(closed)), 1);
        self.bound_in(&algebra, &end.plus(&from, -1))
    }
}
