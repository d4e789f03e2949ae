//! Choosing by type, on stable Rust, how a changed variable is kept in a chunk.
//!
//! `(&&Probe::<_, CHECKED>::new(&x)).sum()` finds the first trait whose impl covers the type of `x`: method lookup
//! tries `&Probe` before `Probe`. The first level asks for a trait of ours ([`Known`]), so it also covers `{integer}`
//! and `{float}`, whose type is settled later; the second covers every type and logs.

use std::fmt;
use std::marker::PhantomData;

use super::known::Known;
use super::op::{Kept, Logged, Part};

/// A changed variable, borrowed only while its kind is chosen.
///
/// `CHECKED` says that the user's crate panics on integer overflow: then integer `+ - *` are logged, so that the panic
/// comes at the iteration at which the plain loop has it.
///
/// `EXACT` says that another statement of the same body is replayed and may panic there, while what is left behind can be
/// seen (`catch_unwind`): then everything is logged, so that nothing runs ahead of the panic.
pub struct Probe<'a, T: ?Sized, const CHECKED: bool, const EXACT: bool = false>(pub(super) &'a T);

impl<'a, T: ?Sized, const CHECKED: bool, const EXACT: bool> Probe<'a, T, CHECKED, EXACT> {
    /// Looks at a variable.
    #[inline(always)]
    pub const fn new(place: &'a T) -> Self {
        Self(place)
    }
}

impl<T: ?Sized, const CHECKED: bool, const EXACT: bool> fmt::Debug
    for Probe<'_, T, CHECKED, EXACT>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Probe")
    }
}

/// How a variable of type `T` is kept: as one `Q` per chunk. Holds nothing, borrows nothing.
pub struct Kind<T: ?Sized, Q>(PhantomData<fn(&T) -> Q>);

impl<T: ?Sized, Q> Kind<T, Q> {
    #[inline(always)]
    pub(super) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: ?Sized, Q: Part<T>> Kind<T, Q> {
    /// The part of one chunk.
    #[inline(always)]
    #[must_use]
    pub fn start(&self) -> Q {
        Q::start()
    }

    /// Takes over the part of a chunk, in source order.
    #[inline(always)]
    pub fn merge(&self, place: &mut T, part: Q) {
        part.merge(place);
    }
}

impl<T: ?Sized, Q> Clone for Kind<T, Q> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized, Q> Copy for Kind<T, Q> {}

impl<T: ?Sized, Q> fmt::Debug for Kind<T, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kind")
    }
}

macro_rules! families {
    ($($(#[$doc:meta])* $family:ident $Known:ident;)*) => {
        /// First level of the operator families: the types that [`Known`] lists.
        pub trait OpsKnown<T: Known<CHECKED>, const CHECKED: bool> {
            $($(#[$doc])*
            #[inline(always)]
            #[must_use]
            fn $family(&self) -> Kind<T, T::$Known> {
                Kind::new()
            })*

            /// Any operators, all logged; reference operands are logged by value.
            #[inline(always)]
            #[must_use]
            fn logged(&self) -> Kind<T, Kept<T>> {
                Kind::new()
            }
        }

        /// Last level of the operator families: every other type is logged.
        pub trait OpsAny<T> {
            $($(#[$doc])*
            #[inline(always)]
            #[must_use]
            fn $family(&self) -> Kind<T, Logged> {
                Kind::new()
            })*

            /// Any operators, all logged.
            #[inline(always)]
            #[must_use]
            fn logged(&self) -> Kind<T, Logged> {
                Kind::new()
            }
        }
    };
}

families! {
    /// `+=` and `-=`, also `x = x + e`.
    sum Sum;
    /// `*=`.
    product Product;
    /// `x = x.wrapping_add(e)` and `wrapping_sub`.
    wrapping_sum WrappingSum;
    /// `x = x.wrapping_mul(e)`.
    wrapping_product WrappingProduct;
    /// `&=`, also `x = x && e`.
    and_ And;
    /// `|=`, also `x = x || e`.
    or_ Or;
    /// `^=`.
    xor Xor;
    /// `x = x.min(e)`.
    min_ Min;
    /// `x = x.max(e)`.
    max_ Max;
    /// `+=` and `-=` under `float = "fast"`.
    sum_fast SumFast;
    /// `*=` under `float = "fast"`.
    product_fast ProductFast;
    /// `+=` and `-=` under `float = "blocked"`.
    sum_blocked SumBlocked;
    /// `*=` under `float = "blocked"`.
    product_blocked ProductBlocked;
}

impl<T: Known<CHECKED>, const CHECKED: bool> OpsKnown<T, CHECKED> for &Probe<'_, T, CHECKED> {}
macro_rules! exact {
    ($($family:ident)*) => {
        /// First level where everything is logged: the standard's types log their operands by value.
        pub trait OpsExact<T: Known<CHECKED>, const CHECKED: bool> {
            /// `+=` and `-=`.
            #[inline(always)]
            #[must_use]
            fn sum(&self) -> Kind<T, T::ExactSum> {
                Kind::new()
            }
            $(
            /// Logged.
            #[inline(always)]
            #[must_use]
            fn $family(&self) -> Kind<T, Kept<T>> {
                Kind::new()
            }
            )*
        }
    };
}

exact! {
    product wrapping_sum wrapping_product and_ or_ xor min_ max_ sum_fast product_fast sum_blocked product_blocked logged
}

impl<T: Known<CHECKED>, const CHECKED: bool> OpsExact<T, CHECKED> for &Probe<'_, T, CHECKED, true> {}
impl<T, const CHECKED: bool, const EXACT: bool> OpsAny<T> for Probe<'_, T, CHECKED, EXACT> {}
