//! `sum()` and `product()`, by the type of the sum.

use super::Probe;
use super::items::{Everything, Items};
use super::terminal::{Payload, Terminal};
use super::tried::{TriedOption, TriedResult};
use crate::exit::{Chunk, Infallible};
use crate::sink::Int;
use std::fmt;
use std::iter::{Product, Sum};
use std::marker::PhantomData;

/// Which of the two.
pub trait Operator<B, I> {
    /// std's own method.
    fn all(items: impl Iterator<Item = I>) -> B;
}

/// `sum()`
#[derive(Clone, Copy, Debug)]
pub struct Plus;

/// `product()`
#[derive(Clone, Copy, Debug)]
pub struct Times;

impl<B: Sum<I>, I> Operator<B, I> for Plus {
    #[inline(always)]
    fn all(items: impl Iterator<Item = I>) -> B {
        items.sum()
    }
}

impl<B: Product<I>, I> Operator<B, I> for Times {
    #[inline(always)]
    fn all(items: impl Iterator<Item = I>) -> B {
        items.product()
    }
}

/// Numbers of the standard library, and how sums of `I` are made of chunks. `CHECKED`: overflow panics, so the caller
/// does the arithmetic, in the order of the source. Floats are always added in that order.
#[diagnostic::on_unimplemented(
    message = "AMZ017: a total of type `{Self}` was asked for before its type was known",
    label = "the type of the sum or product is settled only after the chain",
    note = "help: write it at the chain: `.sum::<{Self}>()`"
)]
pub trait Totals<I, const CHECKED: bool>: Sized {
    /// `sum()`
    type Sum: Terminal<I, Value = Self> + Default;
    /// `product()`
    type Product: Terminal<I, Value = Self> + Default;
}

macro_rules! integers {
    ($($ty:ident)*) => { $(
        integers!(@ [] $ty, $ty);
        integers!(@ ['a] $ty, &'a $ty);
    )* };
    (@ [$($life:lifetime)?] $ty:ident, $item:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($life)?> Totals<$item, false> for $ty {
            type Sum = Wrapped<Plus, $ty>;
            type Product = Wrapped<Times, $ty>;
        }
        #[diagnostic::do_not_recommend]
        impl<$($life)?> Totals<$item, true> for $ty {
            type Sum = Operands<Plus, $ty>;
            type Product = Operands<Times, $ty>;
        }
    };
}
integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

macro_rules! floats {
    ($($ty:ident)*) => { $(
        floats!(@ [] $ty, $ty);
        floats!(@ ['a] $ty, &'a $ty);
    )* };
    (@ [$($life:lifetime)?] $ty:ident, $item:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($life,)? const CHECKED: bool> Totals<$item, CHECKED> for $ty {
            type Sum = Operands<Plus, $ty>;
            type Product = Operands<Times, $ty>;
        }
    };
}
floats!(f32 f64);

#[diagnostic::do_not_recommend]
impl<T: Totals<U, CHECKED>, U, E: Send, const CHECKED: bool> Totals<Result<U, E>, CHECKED>
    for Result<T, E>
{
    type Sum = TriedResult<T::Sum, E>;
    type Product = TriedResult<T::Product, E>;
}

#[diagnostic::do_not_recommend]
impl<T: Totals<U, CHECKED>, U, const CHECKED: bool> Totals<Option<U>, CHECKED> for Option<T> {
    type Sum = TriedOption<T::Sum>;
    type Product = TriedOption<T::Product>;
}

/// A number, or a reference to one.
pub trait Number<T>: Sized {
    /// The number.
    fn number(self) -> T;
}

macro_rules! numbers {
    ($($ty:ident)*) => { $(
        impl Number<$ty> for $ty {
            #[inline(always)]
            fn number(self) -> $ty {
                self
            }
        }
        impl Number<$ty> for &$ty {
            #[inline(always)]
            fn number(self) -> $ty {
                *self
            }
        }
    )* };
}
numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64);

/// What wraps where it overflows: any grouping gives the same bits.
pub trait Wrapping<T> {
    /// Of nothing.
    const IDENTITY: T;
    /// Of two.
    fn wrapping(a: T, b: T) -> T;
}

impl<T: Int> Wrapping<T> for Plus {
    const IDENTITY: T = T::ZERO;
    #[inline(always)]
    fn wrapping(a: T, b: T) -> T {
        a.wrap_add(b)
    }
}

impl<T: Int> Wrapping<T> for Times {
    const IDENTITY: T = T::ONE;
    #[inline(always)]
    fn wrapping(a: T, b: T) -> T {
        a.wrap_mul(b)
    }
}

/// Chunks have totals of their own.
pub struct Wrapped<O, T> {
    total: T,
    operator: PhantomData<fn() -> O>,
}

impl<O: Wrapping<T>, T> Default for Wrapped<O, T> {
    #[inline(always)]
    fn default() -> Self {
        Self {
            total: O::IDENTITY,
            operator: PhantomData,
        }
    }
}

impl<O, T> fmt::Debug for Wrapped<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wrapped")
    }
}

impl<O: Wrapping<T>, T: Int + Send, I: Number<T>> Terminal<I> for Wrapped<O, T> {
    type Part = T;
    type Exit = Infallible;
    type Value = T;

    #[inline(always)]
    fn part() -> T {
        O::IDENTITY
    }

    #[inline(always)]
    fn fill(part: &mut T, items: impl Iterator<Item = I>) -> Chunk<Infallible> {
        *part = items.fold(O::IDENTITY, |total, item| O::wrapping(total, item.number()));
        Chunk::Done
    }

    #[inline(always)]
    fn merge(&mut self, part: T) -> Option<Infallible> {
        self.total = O::wrapping(self.total, part);
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> T {
        self.total
    }
}

/// Chunks keep the operands; the caller adds them up in the order of the source.
pub struct Operands<O, T> {
    total: Option<T>,
    operator: PhantomData<fn() -> O>,
}

impl<O, T> Default for Operands<O, T> {
    #[inline(always)]
    fn default() -> Self {
        Self {
            total: None,
            operator: PhantomData,
        }
    }
}

impl<O, T> fmt::Debug for Operands<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Operands")
    }
}

impl<O: Operator<T, T>, T: Send, I: Number<T>> Terminal<I> for Operands<O, T> {
    type Part = Vec<T>;
    type Exit = Infallible;
    type Value = T;

    #[inline(always)]
    fn part() -> Vec<T> {
        Vec::new()
    }

    #[inline(always)]
    fn fill(part: &mut Vec<T>, items: impl Iterator<Item = I>) -> Chunk<Infallible> {
        part.extend(items.map(Number::number));
        Chunk::Done
    }

    // The total so far comes first: std adds it to its own zero, which changes no bit of it.
    #[inline]
    fn merge(&mut self, mut part: Vec<T>) -> Option<Infallible> {
        Terminal::<I>::drain(self, &mut part)
    }

    const HAS_MEMORY: bool = true;

    #[inline]
    fn drain(&mut self, part: &mut Vec<T>) -> Option<Infallible> {
        let before = self.total.take().into_iter();
        self.total = Some(O::all(before.chain(part.drain(..))));
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> T {
        self.total.unwrap_or_else(|| O::all(std::iter::empty()))
    }
}

/// Any total: its own `sum` or `product` over all items, once, on the caller.
pub struct AllAtOnce<O, B, I> {
    all: Everything<I>,
    into: PhantomData<fn() -> (O, B)>,
}

impl<O, B, I> Default for AllAtOnce<O, B, I> {
    #[inline]
    fn default() -> Self {
        Self {
            all: Everything::default(),
            into: PhantomData,
        }
    }
}

impl<O, B, I> fmt::Debug for AllAtOnce<O, B, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AllAtOnce")
    }
}

impl<O: Operator<B, I>, B, I: Send> Terminal<I> for AllAtOnce<O, B, I> {
    type Part = <Everything<I> as Terminal<I>>::Part;
    type Exit = ();
    type Value = B;

    #[inline(always)]
    fn part() -> Self::Part {
        Everything::part()
    }

    #[inline(always)]
    fn fill(part: &mut Self::Part, items: impl Iterator<Item = I>) -> Chunk<()> {
        Everything::fill(part, items)
    }

    #[inline(always)]
    fn merge(&mut self, part: Self::Part) -> Option<()> {
        self.all.merge(part)
    }

    fn attempt<R>(call: impl FnOnce() -> R) -> Result<R, Payload> {
        Everything::<I>::attempt(call)
    }

    fn panicked(&mut self, panic: Payload) {
        self.all.panicked(panic);
    }

    #[inline(always)]
    fn value(self, exit: Option<()>) -> B {
        let items: Items<I> = self.all.value(exit);
        O::all(items)
    }

    fn value_before_failure(self) -> Option<B> {
        self.all.value(None).short_of(O::all)
    }
}

/// A `Result` or `Option` of any total.
pub trait TriedTotal<O, I>: Sized {
    /// The terminal.
    type Kind: Terminal<I, Value = Self> + Default;
}

impl<O: Operator<C, T>, C, T: Send, E: Send> TriedTotal<O, Result<T, E>> for Result<C, E> {
    type Kind = TriedResult<AllAtOnce<O, C, T>, E>;
}

impl<O: Operator<C, T>, C, T: Send> TriedTotal<O, Option<T>> for Option<C> {
    type Kind = TriedOption<AllAtOnce<O, C, T>>;
}

/// First level: numbers of the standard library, and `Result`s and `Option`s of them.
pub trait TotalKnown<B: Totals<I, CHECKED>, I, const CHECKED: bool> {
    /// `sum()`
    #[inline(always)]
    fn amorsize_sum(&self) -> B::Sum {
        B::Sum::default()
    }

    /// `product()`
    #[inline(always)]
    fn amorsize_product(&self) -> B::Product {
        B::Product::default()
    }
}

/// Second level: `Result`s and `Option`s of other totals.
pub trait TotalTried<B, I> {
    /// `sum()`
    #[inline(always)]
    fn amorsize_sum(&self) -> B::Kind
    where
        B: TriedTotal<Plus, I>,
    {
        B::Kind::default()
    }

    /// `product()`
    #[inline(always)]
    fn amorsize_product(&self) -> B::Kind
    where
        B: TriedTotal<Times, I>,
    {
        B::Kind::default()
    }
}

/// Last level: any total.
pub trait TotalAny<B, I> {
    /// `sum()`
    #[inline(always)]
    fn amorsize_sum(&self) -> AllAtOnce<Plus, B, I> {
        AllAtOnce::default()
    }

    /// `product()`
    #[inline(always)]
    fn amorsize_product(&self) -> AllAtOnce<Times, B, I> {
        AllAtOnce::default()
    }
}

impl<B: Totals<I, CHECKED>, I, const CHECKED: bool> TotalKnown<B, I, CHECKED>
    for &&Probe<B, I, CHECKED>
{
}
impl<T, U, E, const C: bool> TotalTried<Result<T, E>, Result<U, E>>
    for &Probe<Result<T, E>, Result<U, E>, C>
{
}
impl<T, U, const C: bool> TotalTried<Option<T>, Option<U>> for &Probe<Option<T>, Option<U>, C> {}
impl<B, I, const C: bool> TotalAny<B, I> for Probe<B, I, C> {}
