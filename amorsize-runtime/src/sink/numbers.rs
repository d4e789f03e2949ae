//! What the standard's numbers have in common: identities, and arithmetic that wraps.

use std::ops;

/// Integers.
pub trait Int: Copy + PartialEq {
    /// 0
    const ZERO: Self;
    /// 1
    const ONE: Self;
    /// `self + other`, wrapping.
    fn wrap_add(self, other: Self) -> Self;
    /// `self - other`, wrapping.
    fn wrap_sub(self, other: Self) -> Self;
    /// `self * other`, wrapping.
    fn wrap_mul(self, other: Self) -> Self;
}

/// Integers and `bool`.
pub trait Bits:
    Copy + ops::BitAnd<Output = Self> + ops::BitOr<Output = Self> + ops::BitXor<Output = Self>
{
    /// The identity of `|` and `^`.
    const NONE: Self;
    /// The identity of `&`.
    const ONES: Self;
}

/// Types with a least and a greatest value.
pub trait Bounded: Copy + Ord {
    /// The identity of `max`.
    const LEAST: Self;
    /// The identity of `min`.
    const GREATEST: Self;
}

/// `f32` and `f64`.
pub trait Float:
    Copy
    + PartialOrd
    + ops::Add<Output = Self>
    + ops::Sub<Output = Self>
    + ops::Mul<Output = Self>
    + ops::Neg<Output = Self>
{
    /// The identity of `+`.
    const MINUS_ZERO: Self;
    /// The identity of `*`.
    const ONE: Self;
    /// What no comparison is true for.
    const NAN: Self;
}

macro_rules! int {
    ($($ty:ident)*) => { $(
        impl Int for $ty {
            const ZERO: Self = 0;
            const ONE: Self = 1;
            #[inline(always)]
            fn wrap_add(self, other: Self) -> Self { self.wrapping_add(other) }
            #[inline(always)]
            fn wrap_sub(self, other: Self) -> Self { self.wrapping_sub(other) }
            #[inline(always)]
            fn wrap_mul(self, other: Self) -> Self { self.wrapping_mul(other) }
        }
        impl Bits for $ty {
            const NONE: Self = 0;
            const ONES: Self = !0;
        }
        impl Bounded for $ty {
            const LEAST: Self = $ty::MIN;
            const GREATEST: Self = $ty::MAX;
        }
    )* };
}
int!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

macro_rules! float {
    ($($ty:ident)*) => { $(
        impl Float for $ty {
            const MINUS_ZERO: Self = -0.0;
            const ONE: Self = 1.0;
            const NAN: Self = $ty::NAN;
        }
    )* };
}
float!(f32 f64);

impl Bits for bool {
    const NONE: Self = false;
    const ONES: Self = true;
}
impl Bounded for bool {
    const LEAST: Self = false;
    const GREATEST: Self = true;
}
impl Bounded for char {
    const LEAST: Self = '\0';
    const GREATEST: Self = char::MAX;
}
