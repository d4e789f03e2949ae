//! Reductions that the user names: `#[parallel(reduce(total: +, best: max, stats: MyMonoid))]`.

/// An identity and an associative combine for values of type `T`.
///
/// Implement it on a type of your own to use it in `reduce(x: MyMonoid)`. `combine(identity, x)` must be `x`, and it
/// must not matter how a sequence is grouped; the order of the operands is always that of the loop.
///
/// ```
/// # use amorsize_runtime::reduce::Reduce;
/// struct Extent;
/// impl Reduce<(f64, f64)> for Extent {
///     fn identity() -> (f64, f64) {
///         (f64::INFINITY, f64::NEG_INFINITY)
///     }
///     fn combine(left: &mut (f64, f64), right: (f64, f64)) {
///         *left = (left.0.min(right.0), left.1.max(right.1));
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "AMZ017: `reduce(…: {Self})`: type `{T}` has no known merge",
    label = "no identity and combine for `{T}`",
    note = "help: implement `amorsize::Reduce<{T}>` for a type of your own and name it in `reduce(…)`; without `reduce`, any `op=` runs in source order"
)]
pub trait Reduce<T> {
    /// What a chunk starts from.
    fn identity() -> T;
    /// Appends `right`, which comes from later in the loop.
    fn combine(left: &mut T, right: T);
}

/// The reduction of one variable: ties the user's choice to the variable's type.
// Holds the functions, so that a type without the reduction is one error, at `reduction`.
#[derive(Debug)]
pub struct Reduction<T> {
    identity: fn() -> T,
    combine: fn(&mut T, T),
}

/// The reduction `M` of a variable.
#[inline(always)]
pub const fn reduction<M: Reduce<T>, T>(_: &T) -> Reduction<T> {
    Reduction {
        identity: M::identity,
        combine: M::combine,
    }
}

impl<T> Reduction<T> {
    /// The private variable of a chunk.
    #[inline(always)]
    pub fn start(&self) -> T {
        (self.identity)()
    }

    /// Takes over a chunk, in source order.
    #[inline(always)]
    pub fn merge(&self, place: &mut T, part: T) {
        (self.combine)(place, part);
    }
}

macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $($(#[$doc])* #[derive(Clone, Copy, Debug)] pub struct $name;)*
    };
}
operators! {
    /// `+`: integers (wrapping at the merge), floats, `String`.
    Sum
    /// `*`: integers (wrapping at the merge), floats.
    Product
    /// The least value; a NaN never wins.
    Min
    /// The greatest value; a NaN never wins.
    Max
    /// `&` on integers and `bool`.
    BitAnd
    /// `|` on integers and `bool`.
    BitOr
    /// `^` on integers and `bool`.
    BitXor
    /// `&&`
    And
    /// `||`
    Or
}

macro_rules! monoid {
    ($name:ident, $ty:ty, $identity:expr, $combine:expr) => {
        #[diagnostic::do_not_recommend]
        impl Reduce<$ty> for $name {
            #[inline(always)]
            fn identity() -> $ty {
                $identity
            }
            #[inline(always)]
            fn combine(left: &mut $ty, right: $ty) {
                let combine: fn(&mut $ty, $ty) = $combine;
                combine(left, right);
            }
        }
    };
}

macro_rules! integers {
    ($($ty:ty)*) => { $(
        monoid!(Sum, $ty, 0, |l, r| *l = l.wrapping_add(r));
        monoid!(Product, $ty, 1, |l, r| *l = l.wrapping_mul(r));
        monoid!(Min, $ty, <$ty>::MAX, |l, r| *l = (*l).min(r));
        monoid!(Max, $ty, <$ty>::MIN, |l, r| *l = (*l).max(r));
        monoid!(BitAnd, $ty, !0, |l, r| *l &= r);
        monoid!(BitOr, $ty, 0, |l, r| *l |= r);
        monoid!(BitXor, $ty, 0, |l, r| *l ^= r);
    )* };
}
integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

macro_rules! floats {
    ($($ty:ty)*) => { $(
        monoid!(Sum, $ty, -0.0, |l, r| *l += r);
        monoid!(Product, $ty, 1.0, |l, r| *l *= r);
        monoid!(Min, $ty, <$ty>::INFINITY, |l, r| *l = l.min(r));
        monoid!(Max, $ty, <$ty>::NEG_INFINITY, |l, r| *l = l.max(r));
    )* };
}
floats!(f32 f64);

monoid!(And, bool, true, |l, r| *l = *l && r);
monoid!(Or, bool, false, |l, r| *l = *l || r);
monoid!(BitAnd, bool, true, |l, r| *l &= r);
monoid!(BitOr, bool, false, |l, r| *l |= r);
monoid!(BitXor, bool, false, |l, r| *l ^= r);
monoid!(Sum, String, String::new(), |l, r| l.push_str(&r));

#[cfg(test)]
mod tests {
    use super::*;

    fn fold<M: Reduce<T>, T>(mut start: T, parts: impl IntoIterator<Item = T>) -> T {
        let kind = reduction::<M, _>(&start);
        for part in parts {
            let mut local = kind.start();
            M::combine(&mut local, part);
            kind.merge(&mut start, local);
        }
        start
    }

    #[test]
    fn identities_do_nothing() {
        assert_eq!(fold::<Sum, _>(250u8, [3, 4]), 1);
        assert_eq!(fold::<Product, _>(2i32, [3, 4]), 24);
        assert_eq!(fold::<Min, _>(5i8, [7, -3]), -3);
        assert_eq!(fold::<Max, _>(-5i64, [-7]), -5);
        assert_eq!(fold::<BitAnd, _>(0b111u16, [0b101]), 0b101);
        assert!(!fold::<BitXor, _>(true, [true]));
        assert!(fold::<And, _>(true, [true]));
        assert!(!fold::<Or, _>(false, [false]));
        assert_eq!(fold::<Sum, _>(String::from("a"), ["b".into()]), "ab");
        assert_eq!(
            fold::<Sum, _>(-0.0f64, [-0.0]).to_bits(),
            (-0.0f64).to_bits()
        );
        assert_eq!(fold::<Max, _>(1.0f32, [f32::NAN, 3.0]), 3.0);
        assert_eq!(
            fold::<Min, _>(f64::INFINITY, [f64::INFINITY]),
            f64::INFINITY
        );
    }
}
