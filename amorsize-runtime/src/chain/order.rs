//! `min`, `max`, and both by a key. std's rule for ties: of equal items the first is the least, the last the greatest.
//!
//! For the standard's own types the order is known to be total, so each chunk has its own best. A user's `Ord` may be
//! anything: the caller runs it over all items, in the order of the plain chain.

use super::Gives;
use super::terminal::Terminal;
use crate::exit::{Chunk, Infallible};
use std::cmp::{self, Reverse};
use std::fmt;
use std::marker::PhantomData;

/// Types of the standard library whose order is total.
#[diagnostic::on_unimplemented(
    message = "AMZ017: the order of a `{Self}` was asked for before its type was known",
    label = "the type of these items is settled only after the chain",
    note = "help: write the type where the items are made"
)]
pub trait Orderly: Ord {}

macro_rules! orderly {
    ($($ty:ty)*) => { $( impl Orderly for $ty {} )* };
}
orderly! {
    u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char str String
    cmp::Ordering std::time::Duration std::time::Instant std::time::SystemTime
    std::num::NonZeroU8 std::num::NonZeroU16 std::num::NonZeroU32 std::num::NonZeroU64 std::num::NonZeroUsize
    std::num::NonZeroI32 std::num::NonZeroI64
}
impl Orderly for () {}
impl<T: Orderly + ?Sized> Orderly for &T {}
impl<T: Orderly + ?Sized> Orderly for &mut T {}
impl<T: Orderly + ?Sized> Orderly for Box<T> {}
impl<T: Orderly> Orderly for Option<T> {}
impl<T: Orderly> Orderly for Reverse<T> {}
impl<T: Orderly> Orderly for Vec<T> {}
impl<T: Orderly> Orderly for [T] {}
impl<T: Orderly, const N: usize> Orderly for [T; N] {}
impl<A: Orderly> Orderly for (A,) {}
impl<A: Orderly, B: Orderly> Orderly for (A, B) {}
impl<A: Orderly, B: Orderly, C: Orderly> Orderly for (A, B, C) {}
impl<A: Orderly, B: Orderly, C: Orderly, D: Orderly> Orderly for (A, B, C, D) {}

/// Which end of the order is looked for.
pub trait Best<I> {
    /// std's own method.
    fn best(items: impl Iterator<Item = I>) -> Option<I>;
}

/// `min()`
#[derive(Clone, Copy, Debug)]
pub struct Least;

/// `max()`
#[derive(Clone, Copy, Debug)]
pub struct Greatest;

/// One of them, of pairs of a key and an item, by the key.
#[derive(Clone, Copy, Debug)]
pub struct ByKey<W>(PhantomData<W>);

impl<I: Ord> Best<I> for Least {
    #[inline(always)]
    fn best(items: impl Iterator<Item = I>) -> Option<I> {
        items.min()
    }
}

impl<I: Ord> Best<I> for Greatest {
    #[inline(always)]
    fn best(items: impl Iterator<Item = I>) -> Option<I> {
        items.max()
    }
}

impl<K: Ord, I> Best<(K, I)> for ByKey<Least> {
    #[inline(always)]
    fn best(items: impl Iterator<Item = (K, I)>) -> Option<(K, I)> {
        items.min_by(|a, b| a.0.cmp(&b.0))
    }
}

impl<K: Ord, I> Best<(K, I)> for ByKey<Greatest> {
    #[inline(always)]
    fn best(items: impl Iterator<Item = (K, I)>) -> Option<(K, I)> {
        items.max_by(|a, b| a.0.cmp(&b.0))
    }
}

/// What the chain gives of the best: the item, without its key.
pub trait Bare<I> {
    /// The item.
    type Bare;
    /// Takes the key off.
    fn bare(best: Option<I>) -> Option<Self::Bare>;
}

macro_rules! bare {
    ($($which:ty)*) => { $(
        impl<I> Bare<I> for $which {
            type Bare = I;
            #[inline(always)]
            fn bare(best: Option<I>) -> Option<I> {
                best
            }
        }
        impl<K, I> Bare<(K, I)> for ByKey<$which> {
            type Bare = I;
            #[inline(always)]
            fn bare(best: Option<(K, I)>) -> Option<I> {
                best.map(|(_, item)| item)
            }
        }
    )* };
}
bare!(Least Greatest);

/// The best of each chunk, and the best of those.
pub struct OrderlyItems<W, I> {
    best: Option<I>,
    which: PhantomData<fn() -> W>,
}

/// All items, and the caller looks for the best.
pub struct InOrder<W, I> {
    best: Option<I>,
    which: PhantomData<fn() -> W>,
}

macro_rules! kinds {
    ($($kind:ident)*) => { $(
        impl<W, I> $kind<W, I> {
            #[inline(always)]
            const fn new() -> Self {
                Self { best: None, which: PhantomData }
            }
        }
        impl<W, I> fmt::Debug for $kind<W, I> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($kind))
            }
        }
    )* };
}
kinds!(OrderlyItems InOrder);

impl<W: Best<I> + Bare<I>, I: Send> Terminal<I> for OrderlyItems<W, I> {
    type Part = Option<I>;
    type Exit = Infallible;
    type Value = Option<W::Bare>;

    #[inline(always)]
    fn part() -> Option<I> {
        None
    }

    #[inline(always)]
    fn fill(part: &mut Option<I>, items: impl Iterator<Item = I>) -> Chunk<Infallible> {
        *part = W::best(items);
        Chunk::Done
    }

    #[inline(always)]
    fn merge(&mut self, part: Option<I>) -> Option<Infallible> {
        self.best = W::best(self.best.take().into_iter().chain(part));
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> Self::Value {
        W::bare(self.best)
    }
}

impl<W: Best<I> + Bare<I>, I: Send> Terminal<I> for InOrder<W, I> {
    type Part = Vec<I>;
    type Exit = Infallible;
    type Value = Option<W::Bare>;

    #[inline(always)]
    fn part() -> Vec<I> {
        Vec::new()
    }

    #[inline(always)]
    fn fill(part: &mut Vec<I>, items: impl Iterator<Item = I>) -> Chunk<Infallible> {
        part.extend(items);
        Chunk::Done
    }

    #[inline(always)]
    fn merge(&mut self, part: Vec<I>) -> Option<Infallible> {
        self.best = W::best(self.best.take().into_iter().chain(part));
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> Self::Value {
        W::bare(self.best)
    }
}

/// Pairs every item with what a closure says of it: the key of `min_by_key`, the side of `partition`.
#[inline(always)]
pub fn keyed<J: Iterator, K, F: FnMut(&J::Item) -> K>(
    items: J,
    mut key: F,
) -> impl Iterator<Item = (K, J::Item)> + use<J, K, F> {
    items.map(move |item| (key(&item), item))
}

macro_rules! choices {
    ($(#[$doc:meta])* $Choice:ident $Known:ident $Any:ident [$($key:ident)?] $item:ty;
     $($method:ident $which:ty;)*) => {
        $(#[$doc])*
        pub struct $Choice<$($key,)? I>(PhantomData<fn($item)>);

        impl<$($key,)? I> $Choice<$($key,)? I> {
            /// Looks at the type.
            #[inline(always)]
            #[must_use]
            pub const fn new<C: Gives<Item = $item>>(_: &C) -> Self {
                Self(PhantomData)
            }
        }

        impl<$($key,)? I> fmt::Debug for $Choice<$($key,)? I> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($Choice))
            }
        }

        /// First level: the standard's types.
        pub trait $Known<I> {
            $(
            /// The kind.
            #[inline(always)]
            fn $method(&self) -> OrderlyItems<$which, I> {
                OrderlyItems::new()
            }
            )*
        }

        /// Last level: any type.
        pub trait $Any<I> {
            $(
            /// The kind.
            #[inline(always)]
            fn $method(&self) -> InOrder<$which, I> {
                InOrder::new()
            }
            )*
        }

        impl<$($key,)? I> $Any<$item> for $Choice<$($key,)? I> {}
    };
}

choices! {
    /// `min()` and `max()` are chosen by the type of the items.
    Order OrderKnown OrderAny [] I;
    amorsize_min Least;
    amorsize_max Greatest;
}
choices! {
    /// `min_by_key(f)` and `max_by_key(f)` are chosen by the type of the keys.
    KeyOrder KeyKnown KeyAny [K] (K, I);
    amorsize_min ByKey<Least>;
    amorsize_max ByKey<Greatest>;
}
impl<I: Orderly> OrderKnown<I> for &Order<I> {}
impl<K: Orderly, I> KeyKnown<(K, I)> for &KeyOrder<K, I> {}
