//! The standard's types, and how each is kept under each family of operators.

use super::blocked::Blocked;
use super::minmax::{Greatest, GreatestFloat, Least, LeastFloat};
use super::op::{And, Append, Fast, FastProduct, Kept, Or, Part, Product, Sum, Xor};

/// A type of the standard library for which it is known how each family of operators is kept.
///
/// An operator that a type does not have is kept as [`Kept`]; the plain loop does not compile with it anyway.
#[diagnostic::on_unimplemented(
    message = "AMZ017: how to merge a `{Self}` was asked for before its type was known",
    label = "the type of this variable is settled only after the loop",
    note = "help: write the type where the variable is declared: `let mut x: {Self} = …`"
)]
pub trait Known<const CHECKED: bool>: Sized {
    /// `+=` and `-=`
    type Sum: Part<Self>;
    /// `+=` and `-=` where everything is logged; text is appended all the same, as a log cannot give it back as a `&str`
    type ExactSum: Part<Self>;
    /// `*=`
    type Product: Part<Self>;
    /// `wrapping_add` and `wrapping_sub`
    type WrappingSum: Part<Self>;
    /// `wrapping_mul`
    type WrappingProduct: Part<Self>;
    /// `&=`
    type And: Part<Self>;
    /// `|=`
    type Or: Part<Self>;
    /// `^=`
    type Xor: Part<Self>;
    /// `x = x.min(e)`
    type Min: Part<Self>;
    /// `x = x.max(e)`
    type Max: Part<Self>;
    /// `+=` and `-=` in any grouping
    type SumFast: Part<Self>;
    /// `*=` in any grouping
    type ProductFast: Part<Self>;
    /// `+=` and `-=` in fixed blocks
    type SumBlocked: Part<Self>;
    /// `*=` in fixed blocks
    type ProductBlocked: Part<Self>;
}

macro_rules! known {
    ([$($generic:tt)*] $ty:ty, $checked:tt: $($family:ident = $part:ty),* $(,)?) => {
        #[diagnostic::do_not_recommend]
        impl<$($generic)*> Known<$checked> for $ty {
            $(type $family = $part;)*
        }
    };
}

macro_rules! int {
    ($($ty:ident)*) => { $(
        known!([] $ty, false: Sum = Sum<$ty>, ExactSum = Kept<$ty>, Product = Product<$ty>, SumFast = Sum<$ty>, ProductFast = Product<$ty>,
            SumBlocked = Sum<$ty>, ProductBlocked = Product<$ty>, WrappingSum = Sum<$ty>, WrappingProduct = Product<$ty>,
            And = And<$ty>, Or = Or<$ty>, Xor = Xor<$ty>, Min = Least<$ty>, Max = Greatest<$ty>);
        // Overflow panics: the caller does the arithmetic, in source order.
        known!([] $ty, true: Sum = Kept<$ty>, ExactSum = Kept<$ty>, Product = Kept<$ty>, SumFast = Kept<$ty>, ProductFast = Kept<$ty>,
            SumBlocked = Kept<$ty>, ProductBlocked = Kept<$ty>, WrappingSum = Sum<$ty>, WrappingProduct = Product<$ty>,
            And = And<$ty>, Or = Or<$ty>, Xor = Xor<$ty>, Min = Least<$ty>, Max = Greatest<$ty>);
    )* };
}
int!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

macro_rules! float {
    ($($ty:ident)*) => { $(
        known!([const C: bool] $ty, C: Sum = Kept<$ty>, ExactSum = Kept<$ty>, Product = Kept<$ty>,
            SumFast = Fast<$ty>, ProductFast = FastProduct<$ty>,
            SumBlocked = Blocked<$ty, false>, ProductBlocked = Blocked<$ty, true>,
            Min = LeastFloat<$ty>, Max = GreatestFloat<$ty>,
            WrappingSum = Kept<$ty>, WrappingProduct = Kept<$ty>, And = Kept<$ty>, Or = Kept<$ty>, Xor = Kept<$ty>);
    )* };
}
float!(f32 f64);

macro_rules! other {
    ($ty:ident: $Sum:ty, $And:ty, $Or:ty, $Xor:ty, $Min:ty, $Max:ty) => {
        known!([const C: bool] $ty, C: Sum = $Sum, ExactSum = $Sum, SumFast = $Sum, SumBlocked = $Sum,
            And = $And, Or = $Or, Xor = $Xor, Min = $Min, Max = $Max,
            Product = Kept<$ty>, ProductFast = Kept<$ty>, ProductBlocked = Kept<$ty>,
            WrappingSum = Kept<$ty>, WrappingProduct = Kept<$ty>);
    };
}
other!(bool: Kept<bool>, And<bool>, Or<bool>, Xor<bool>, Least<bool>, Greatest<bool>);
other!(char: Kept<char>, Kept<char>, Kept<char>, Kept<char>, Least<char>, Greatest<char>);
other!(String: Append, Kept<String>, Kept<String>, Kept<String>, Kept<String>, Kept<String>);
