//! The arithmetic of range bounds.

mod sealed {
    pub trait Sealed {}
}

/// The twelve integer types.
///
/// The impls for ranges are generic over it, and not one per type, so that `0..10` stays open to inference.
#[diagnostic::on_unimplemented(
    message = "AMZ024: a range of `{Self}` cannot be cut by index",
    label = "only ranges of integers can be cut",
    note = "collect it into a `Vec` first, or mark the loop `#[serial]`"
)]
pub trait Integer: Copy + Ord + Send + Sync + sealed::Sealed {
    /// The greatest value.
    const GREATEST: Self;
    /// `end - start`, at most `usize::MAX`; 0 if `end <= start`.
    fn distance(start: Self, end: Self) -> usize;
    /// `self + n`, wrapping.
    fn forward(self, n: usize) -> Self;
    /// `self - n`, wrapping.
    fn backward(self, n: usize) -> Self;
    /// The value, if it fits.
    fn to_i128(self) -> Option<i128>;
    /// Whether the type has this value.
    fn has(value: i128) -> bool;
}

macro_rules! integers {
    ($($int:ident $unsigned:ident,)*) => {$(
        impl sealed::Sealed for $int {}
        impl Integer for $int {
            const GREATEST: Self = $int::MAX;
            #[inline(always)]
            fn distance(start: Self, end: Self) -> usize {
                if start >= end {
                    return 0;
                }
                // The difference always fits the unsigned type of the same width.
                let wide = end.wrapping_sub(start) as $unsigned;
                if $unsigned::BITS <= usize::BITS {
                    wide as usize
                } else {
                    usize::try_from(wide).unwrap_or(usize::MAX)
                }
            }
            // Casting `n` may cut bits off; modulo the width of the type the sum is right all the same.
            #[inline(always)]
            fn forward(self, n: usize) -> Self {
                self.wrapping_add(n as $int)
            }
            #[inline(always)]
            fn backward(self, n: usize) -> Self {
                self.wrapping_sub(n as $int)
            }
            #[inline(always)]
            fn to_i128(self) -> Option<i128> {
                i128::try_from(self).ok()
            }
            #[inline(always)]
            fn has(value: i128) -> bool {
                $int::try_from(value).is_ok()
            }
        }
    )*};
}

integers! {
    u8 u8, u16 u16, u32 u32, u64 u64, u128 u128, usize usize,
    i8 u8, i16 u16, i32 u32, i64 u64, i128 u128, isize usize,
}
