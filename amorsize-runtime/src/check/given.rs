//! The value of a chain in a check, compared by its type: `(&&&P::Given::new(&plain)).amorsize_compare("sum", chunked, &check)`.

use super::{Check, Exact};

/// What the plain chain gave.
#[derive(Debug)]
pub struct Given<'a, V>(&'a V);

impl<'a, V> Given<'a, V> {
    /// Looks at it.
    #[inline]
    pub const fn new(plain: &'a V) -> Self {
        Self(plain)
    }
}

/// First: values that are compared bit for bit.
pub trait GivenExact<V> {
    /// Compares with what the chunks gave.
    ///
    /// # Panics
    ///
    /// If it is not the same.
    fn amorsize_compare(&self, end: &'static str, chunked: Option<V>, check: &Check);
}

impl<V: Exact> GivenExact<V> for &&Given<'_, V> {
    fn amorsize_compare(&self, end: &'static str, chunked: Option<V>, check: &Check) {
        check.same(end, chunked.map(|chunked| chunked.same(self.0)));
    }
}

/// Second: values that are compared by `==`.
pub trait GivenEqual<V> {
    /// As [`GivenExact::amorsize_compare`].
    fn amorsize_compare(&self, end: &'static str, chunked: Option<V>, check: &Check);
}

impl<V: PartialEq> GivenEqual<V> for &Given<'_, V> {
    fn amorsize_compare(&self, end: &'static str, chunked: Option<V>, check: &Check) {
        let same = chunked.and_then(|chunked| {
            // A value that is not equal to itself (a NaN in it) says nothing about others.
            #[allow(clippy::eq_op, reason = "the equality may be the user's")]
            let reflexive = chunked == chunked && self.0 == self.0;
            reflexive.then(|| chunked == *self.0)
        });
        check.same(end, same);
    }
}

/// The rest.
pub trait GivenAny<V> {
    /// Says that it is not compared.
    fn amorsize_compare(&self, end: &'static str, chunked: Option<V>, check: &Check);
}

impl<V> GivenAny<V> for Given<'_, V> {
    fn amorsize_compare(&self, end: &'static str, _: Option<V>, check: &Check) {
        check.same(end, None);
    }
}
