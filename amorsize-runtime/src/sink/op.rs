//! Updates by operators, and what a chunk keeps of them.

use super::numbers::{Bits, Float, Int};

/// What one chunk keeps of a variable of type `T`.
pub trait Part<T: ?Sized>: Sized {
    /// Whether updates are absorbed. If not, every update is handed back to be logged.
    const PRIVATE: bool;
    /// The part of a chunk that has seen nothing.
    fn start() -> Self;
    /// Takes the part over, in source order.
    fn merge(self, place: &mut T);
}

/// The part of a variable whose updates are all logged, whatever its type.
#[derive(Clone, Copy, Debug)]
pub struct Logged;

impl<T: ?Sized> Part<T> for Logged {
    const PRIVATE: bool = false;
    #[inline(always)]
    fn start() -> Self {
        Self
    }
    #[inline(always)]
    fn merge(self, _: &mut T) {}
}

/// Like [`Logged`], for the standard's own types: operands that are references are logged by value.
#[derive(Clone, Copy, Debug)]
pub struct Kept<T>(std::marker::PhantomData<fn() -> T>);

impl<T> Part<T> for Kept<T> {
    const PRIVATE: bool = false;
    #[inline(always)]
    fn start() -> Self {
        Self(std::marker::PhantomData)
    }
    #[inline(always)]
    fn merge(self, _: &mut T) {}
}

/// An update, as a value: what `Counts` and `EntryPart` are told to do to the element they find.
#[diagnostic::on_unimplemented(
    message = "AMZ017: this update with an operand of type `{E}` has no known merge",
    note = "help: convert the operand first, or leave the loop `#[serial]`"
)]
pub trait Apply<Q, E> {
    /// What is logged.
    type Entry;
    /// Updates `part`, or hands the operand back.
    fn apply(self, part: &mut Q, operand: E, log: impl FnOnce(Self::Entry));
}

macro_rules! update {
    ($($Trait:ident $method:ident $sign:literal [$($rest:tt)*])*) => {
        $(
        #[doc = concat!("The update `", $sign, "` inside a chunk.")]
        #[diagnostic::on_unimplemented(
            message = "AMZ017: this update with an operand of type `{E}` has no known merge",
            label = "the operand is a `{E}`",
            note = "help: convert the operand first, or leave the loop `#[serial]`"
        )]
        pub trait $Trait<E> {
            /// What is logged, and replayed as the operand of the user's own statement.
            type Entry;
            #[doc = concat!("Absorbs `", $sign, "`, or hands the operand to `log`.")]
            fn $method(&mut self, operand: E, log: impl FnOnce(Self::Entry));
        }

        #[diagnostic::do_not_recommend]
        impl<E> $Trait<E> for Logged {
            type Entry = E;
            #[inline(always)]
            fn $method(&mut self, operand: E, log: impl FnOnce(E)) {
                log(operand);
            }
        }

        impl<Q: $Trait<E>, E> Apply<Q, E> for by::$Trait {
            type Entry = Q::Entry;
            #[inline(always)]
            fn apply(self, part: &mut Q, operand: E, log: impl FnOnce(Q::Entry)) {
                part.$method(operand, log);
            }
        }

        update!(@kept $Trait $method $($rest)*);
        )*

        /// The updates as values, for [`Apply`].
        pub mod by {
            $(
            #[doc = concat!("`", $sign, "`")]
            #[derive(Clone, Copy, Debug)]
            pub struct $Trait;
            )*
        }
    };
    // The standard's types take their operand by value or by reference; the log owns it.
    (@kept $Trait:ident $method:ident value reference) => {
        update!(@kept $Trait $method value);
        #[diagnostic::do_not_recommend]
        impl<T: Copy> $Trait<&T> for Kept<T> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: &T, log: impl FnOnce(T)) {
                log(*operand);
            }
        }
    };
    (@kept $Trait:ident $method:ident value) => {
        #[diagnostic::do_not_recommend]
        impl<T> $Trait<T> for Kept<T> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: T, log: impl FnOnce(T)) {
                log(operand);
            }
        }
    };
    // Shifts take any integer.
    (@kept $Trait:ident $method:ident any) => {
        #[diagnostic::do_not_recommend]
        impl<T, E> $Trait<E> for Kept<T> {
            type Entry = E;
            #[inline(always)]
            fn $method(&mut self, operand: E, log: impl FnOnce(E)) {
                log(operand);
            }
        }
    };
}

update! {
    Add add "x += e" [value reference]
    Sub sub "x -= e" [value reference]
    Mul mul "x *= e" [value reference]
    Div div "x /= e" [value reference]
    Rem rem "x %= e" [value reference]
    Shl shl "x <<= e" [any]
    Shr shr "x >>= e" [any]
    BitAnd bitand "x &= e" [value reference]
    BitOr bitor "x |= e" [value reference]
    BitXor bitxor "x ^= e" [value reference]
    Min min "x = x.min(e)" [value]
    Max max "x = x.max(e)" [value]
    WrappingAdd wrapping_add "x = x.wrapping_add(e)" [value]
    WrappingSub wrapping_sub "x = x.wrapping_sub(e)" [value]
    WrappingMul wrapping_mul "x = x.wrapping_mul(e)" [value]
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident<$Bound:ident> = $identity:expr, $merge:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<T>(T);

        impl<T: $Bound> Part<T> for $name<T> {
            const PRIVATE: bool = true;
            #[inline(always)]
            fn start() -> Self {
                Self($identity)
            }
            #[inline(always)]
            fn merge(self, place: &mut T) {
                *place = $merge(*place, self.0);
            }
        }
    )* };
}

parts! {
    /// Integer `+=` and `-=` where overflow wraps: any grouping gives the same bits.
    Sum<Int> = T::ZERO, T::wrap_add;
    /// Integer `*=` where overflow wraps.
    Product<Int> = T::ONE, T::wrap_mul;
    /// `&=`
    And<Bits> = T::ONES, |a, b| a & b;
    /// `|=`
    Or<Bits> = T::NONE, |a, b| a | b;
    /// `^=`
    Xor<Bits> = T::NONE, |a, b| a ^ b;
    /// Float `+=` and `-=` in any grouping, on the user's word. The identity is −0.0: 0.0 would lose a sum of −0.0.
    Fast<Float> = T::MINUS_ZERO, |a, b| a + b;
    /// Float `*=` in any grouping, on the user's word.
    FastProduct<Float> = T::ONE, |a, b| a * b;
}

/// An update that a part absorbs, for an operand by value and for one by reference.
macro_rules! absorb {
    ($($name:ident<$Bound:ident>: $Trait:ident $method:ident $update:expr;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T: $Bound> $Trait<T> for $name<T> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: T, _: impl FnOnce(T)) {
                self.0 = $update(self.0, operand);
            }
        }
        #[diagnostic::do_not_recommend]
        impl<T: $Bound> $Trait<&T> for $name<T> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: &T, _: impl FnOnce(T)) {
                self.0 = $update(self.0, *operand);
            }
        }
    )* };
}

absorb! {
    Sum<Int>: Add add T::wrap_add;
    Sum<Int>: Sub sub T::wrap_sub;
    Product<Int>: Mul mul T::wrap_mul;
    And<Bits>: BitAnd bitand |a, b| a & b;
    Or<Bits>: BitOr bitor |a, b| a | b;
    Xor<Bits>: BitXor bitxor |a, b| a ^ b;
    Fast<Float>: Add add |a, b| a + b;
    Fast<Float>: Sub sub |a, b| a - b;
    FastProduct<Float>: Mul mul |a, b| a * b;
}

/// As `absorb`, for methods, whose operand is of the variable's own type: one impl, so that it is inferred.
macro_rules! absorb_method {
    ($($name:ident: $Trait:ident $method:ident $update:expr;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T: Int> $Trait<T> for $name<T> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: T, _: impl FnOnce(T)) {
                self.0 = $update(self.0, operand);
            }
        }
    )* };
}

absorb_method! {
    Sum: WrappingAdd wrapping_add T::wrap_add;
    Sum: WrappingSub wrapping_sub T::wrap_sub;
    Product: WrappingMul wrapping_mul T::wrap_mul;
}

/// Whether `x = x && e` or `x = x || e` still asks for `e` inside this chunk.
pub trait Undecided {
    /// `false` once the value can no longer change.
    fn undecided(&self) -> bool;
}

impl Undecided for And<bool> {
    #[inline(always)]
    fn undecided(&self) -> bool {
        self.0
    }
}

impl Undecided for Or<bool> {
    #[inline(always)]
    fn undecided(&self) -> bool {
        !self.0
    }
}

/// `String += text`: the texts of a chunk, one after the other.
#[derive(Clone, Debug)]
pub struct Append(String);

impl Part<String> for Append {
    const PRIVATE: bool = true;
    #[inline(always)]
    fn start() -> Self {
        Self(String::new())
    }
    #[inline]
    fn merge(self, place: &mut String) {
        place.push_str(&self.0);
    }
}

// `AsRef`, because `s += &string` works by a deref coercion that a generic operand does not get.
#[diagnostic::do_not_recommend]
impl<E: AsRef<str>> Add<E> for Append {
    type Entry = &'static str;
    #[inline(always)]
    fn add(&mut self, operand: E, _: impl FnOnce(&'static str)) {
        self.0.push_str(operand.as_ref());
    }
}
