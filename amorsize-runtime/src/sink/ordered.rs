//! Which types have a `<` that means an order.

use std::cmp::{Ordering, Reverse};
use std::num::Wrapping;
use std::time::{Duration, Instant, SystemTime};

/// Types whose `<` is a total preorder, or one up to NaN: what `if x < best { best = x; }` needs to be cut in chunks.
///
/// Implement it for a type whose comparison is such an order.
#[diagnostic::on_unimplemented(
    message = "AMZ017: `{Self}` has no known order, so its best value cannot be merged from chunks",
    label = "the comparison of `{Self}` is not known to be an order",
    note = "help: compare a key of a standard type, implement `amorsize::Ordered` for the type, or leave the loop `#[serial]`"
)]
pub trait Ordered {}

/// Checks at compile time that the comparisons of a body can be merged.
#[inline(always)]
pub const fn ordered<T: Ordered + ?Sized>(_: &T) {}

macro_rules! ordered {
    ($($ty:ty)*) => { $(#[diagnostic::do_not_recommend] impl Ordered for $ty {})* };
}
ordered! {
    u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char str String Ordering Duration Instant SystemTime
}

#[diagnostic::do_not_recommend]
impl Ordered for () {}
#[diagnostic::do_not_recommend]
impl<T: Ordered + ?Sized> Ordered for &T {}
#[diagnostic::do_not_recommend]
impl<T: Ordered + ?Sized> Ordered for &mut T {}
#[diagnostic::do_not_recommend]
impl<T: Ordered + ?Sized> Ordered for Box<T> {}
#[diagnostic::do_not_recommend]
impl<T: Ordered> Ordered for Reverse<T> {}
#[diagnostic::do_not_recommend]
impl<T: Ordered> Ordered for Wrapping<T> {}
#[diagnostic::do_not_recommend]
impl<T: Ordered + Ord> Ordered for Option<T> {}
#[diagnostic::do_not_recommend]
impl<T: Ordered + Ord> Ordered for [T] {}
#[diagnostic::do_not_recommend]
impl<T: Ordered + Ord> Ordered for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: Ordered + Ord, const N: usize> Ordered for [T; N] {}

macro_rules! tuples {
    ($($name:ident)+) => { #[diagnostic::do_not_recommend] impl<$($name: Ordered + Ord),+> Ordered for ($($name,)+) {} };
}
tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
