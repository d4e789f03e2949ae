//! A site without an executor: the plain loop.

use super::{Options, Plan};
use crate::off::Call;
use crate::source::Bounds;

/// A call site, as a static of generated code.
#[derive(Debug)]
pub struct Site {
    always: bool,
}

impl Site {
    /// The site of the loop at the place of the call.
    #[must_use]
    pub const fn new(plan: Plan) -> Self {
        Self {
            always: plan.always,
        }
    }

    /// The plain loop, unless that would give something else than the parallel build does.
    #[inline(always)]
    pub fn enter<F: Fn()>(&'static self, len: usize, _: F) -> Option<Call<'static>> {
        self.enter_with(len, Options::new)
    }

    /// As [`enter`](Self::enter).
    #[inline(always)]
    pub fn enter_with<'p, F: Fn() -> Options<'p>>(
        &'static self,
        len: usize,
        _: F,
    ) -> Option<Call<'p>> {
        (self.always && len != 0 && len != usize::MAX).then(Call::new)
    }

    /// Rows of a nest are nobody's either.
    #[inline(always)]
    pub fn by_row<'p>(
        &'static self,
        _: usize,
        _: impl FnOnce() -> Bounds,
        _: &'static Site,
        _: &dyn Fn() -> Options<'p>,
    ) -> bool {
        false
    }

    /// Nobody times the plain loop.
    #[inline(always)]
    pub fn plain_done(&'static self) {}
}
