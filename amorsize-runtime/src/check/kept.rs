//! What a variable was before the loop, chosen by its type: `(&&&&P::Before::new(&x)).keep("x", &check)`.
//!
//! Method lookup takes the first that fits: types compared [bit for bit](Exact), types with `==`, types that can at least
//! be copied, the rest.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::marker::PhantomData;
use std::mem;

use super::{Check, Exact};

/// Values and slices that can be copied out and back.
#[diagnostic::on_unimplemented(
    message = "AMZ030: the type of this variable is settled only after the loop, where `{Self}` turns up in it",
    label = "changed by the loop, of a type that is not known yet",
    note = "help: write the type where the variable is declared: `let mut x: … = …;`"
)]
pub trait Copied {
    /// The copy.
    type Owned;
    /// Copies.
    fn copied(&self) -> Self::Owned;
    /// Exchanges with a copy.
    fn exchange(&mut self, owned: &mut Self::Owned);
    /// The copy as what it is a copy of.
    fn of(owned: &Self::Owned) -> &Self;
}

impl<T: Clone> Copied for T {
    type Owned = T;
    fn copied(&self) -> T {
        self.clone()
    }
    fn exchange(&mut self, owned: &mut T) {
        mem::swap(self, owned);
    }
    fn of(owned: &T) -> &T {
        owned
    }
}

impl<T: Clone> Copied for [T] {
    type Owned = Vec<T>;
    fn copied(&self) -> Vec<T> {
        self.to_vec()
    }
    fn exchange(&mut self, owned: &mut Vec<T>) {
        self.swap_with_slice(owned);
    }
    fn of(owned: &Vec<T>) -> &[T] {
        owned
    }
}

/// A changed variable, borrowed while it is copied.
#[derive(Debug)]
pub struct Before<'a, T: ?Sized>(&'a T);

impl<'a, T: ?Sized> Before<'a, T> {
    /// Looks at a variable.
    #[inline]
    pub const fn new(place: &'a T) -> Self {
        Self(place)
    }
}

/// How copies of one type are compared; `None` where they cannot be.
pub trait Compare<T: ?Sized> {
    /// Whether they are the same.
    fn same(a: &T, b: &T) -> Option<bool>;
}

/// By [`Exact`].
#[derive(Debug)]
pub struct Same;
/// By `==`.
#[derive(Debug)]
pub struct Equal;
/// Not at all.
#[derive(Debug)]
pub struct Unequal;

impl<T: Exact + ?Sized> Compare<T> for Same {
    fn same(a: &T, b: &T) -> Option<bool> {
        Some(a.same(b))
    }
}

impl<T: PartialEq + ?Sized> Compare<T> for Equal {
    fn same(a: &T, b: &T) -> Option<bool> {
        // A value that is not equal to itself (a NaN in it) says nothing about others.
        #[allow(clippy::eq_op, reason = "the equality may be the user's")]
        let reflexive = a == a && b == b;
        reflexive.then(|| a == b)
    }
}

impl<T: ?Sized> Compare<T> for Unequal {
    fn same(_: &T, _: &T) -> Option<bool> {
        None
    }
}

/// A copy: first of the variable before the loop, after [`exchange`](Kept::exchange) of what the chunks made of it.
#[derive(Debug)]
pub struct Kept<T: Copied + ?Sized, C> {
    name: &'static str,
    copy: Option<T::Owned>,
    compare: PhantomData<C>,
}

impl<T: Copied + ?Sized, C: Compare<T>> Kept<T, C> {
    // All of this happens in checks: a call of it is less to compile than its code.
    #[inline(never)]
    fn new(place: &T, name: &'static str, check: &Check) -> Self {
        Self {
            name,
            copy: check.is_on().then(|| place.copied()),
            compare: PhantomData,
        }
    }

    /// Whether replayed statements may run on this variable in a check.
    #[inline]
    #[must_use]
    pub const fn replays(&self) -> bool {
        true
    }
}

/// What is done with a copy once the chunks are through.
pub trait Keeping<T: ?Sized> {
    /// Gives the variable back what it was, and keeps what the chunks made of it.
    fn exchange(&mut self, place: &mut T);
    /// Compares what the chunks made with what the plain loop made.
    ///
    /// # Panics
    ///
    /// If it is not the same.
    fn compare(&self, place: &T, check: &Check);
}

impl<T: Copied + ?Sized, C: Compare<T>> Keeping<T> for Kept<T, C> {
    #[inline(never)]
    fn exchange(&mut self, place: &mut T) {
        if let Some(copy) = &mut self.copy {
            place.exchange(copy);
        }
    }

    #[inline(never)]
    fn compare(&self, place: &T, check: &Check) {
        let Some(copy) = &self.copy else { return };
        match C::same(T::of(copy), place) {
            Some(true) => {}
            Some(false) => check.fail(&format!(
                "`{}` is not what the plain loop makes of it when the iterations run in another order",
                self.name
            )),
            None => check.say(
                &format!("`{}`", self.name),
                "equal to itself by `==`, or has none",
                "it is not compared",
            ),
        }
    }
}

impl<T: ?Sized> Keeping<T> for NotKept {
    fn exchange(&mut self, _: &mut T) {}
    fn compare(&self, _: &T, _: &Check) {}
}

/// Nothing: the type cannot be copied, or its statements may have effects elsewhere.
#[derive(Debug)]
pub struct NotKept {
    replays: bool,
}

impl NotKept {
    /// As [`Kept::replays`].
    #[inline]
    #[must_use]
    pub const fn replays(&self) -> bool {
        self.replays
    }
}

macro_rules! levels {
    ($($(#[$doc:meta])* $Level:ident::$keep:ident for $Self:ty, [$($bound:tt)*], $How:ty;)*) => { $(
        $(#[$doc])*
        pub trait $Level<T: Copied + ?Sized> {
            /// Copies the variable if this is a check.
            fn $keep(&self, name: &'static str, check: &Check) -> Kept<T, $How>;
        }

        impl<T: $($bound)* + ?Sized> $Level<T> for $Self {
            #[inline]
            fn $keep(&self, name: &'static str, check: &Check) -> Kept<T, $How> {
                Kept::new(self.0, name, check)
            }
        }
    )* };
}
levels! {
    /// First: compared bit for bit.
    KeepExact::keep for &&&Before<'_, T>, [Exact], Same;
    /// Second: compared by `==`.
    KeepEqual::keep for &&Before<'_, T>, [Copied + PartialEq], Equal;
    /// Third: not compared.
    KeepClone::keep for &Before<'_, T>, [Copied], Unequal;
    /// Of variables that are changed by methods, those of the standard library: their methods have no other effect.
    CallExact::keep_called for &&&&Before<'_, T>, [Exact], Same;
    /// Second: compared by `==`.
    CallEqual::keep_called for &&&Before<'_, T>, [Standard + Copied + PartialEq], Equal;
    /// Third: not compared.
    CallClone::keep_called for &&Before<'_, T>, [Standard + Copied], Unequal;
}

/// Fourth, for collections of the standard library: not copied, so the whole loop is left out.
pub trait CallStandard {
    /// Says that it is left out, if this is a check.
    fn keep_called(&self, name: &'static str, check: &Check) -> NotKept;
}

impl<T: Standard + ?Sized> CallStandard for &Before<'_, T> {
    fn keep_called(&self, name: &'static str, check: &Check) -> NotKept {
        self.keep(name, check)
    }
}

/// Last.
pub trait KeepAny {
    /// Not copied, so the whole loop is left out; says so, if this is a check.
    fn keep(&self, name: &'static str, check: &Check) -> NotKept;
    /// For a variable whose type may be settled only after the loop.
    fn keep_unsettled(&self, name: &'static str, check: &Check) -> NotKept;
    /// For a variable that is only changed by methods that are logged: those are not replayed in a check.
    fn keep_called(&self, name: &'static str, check: &Check) -> NotKept;
}

impl<T: ?Sized> KeepAny for Before<'_, T> {
    fn keep(&self, name: &'static str, check: &Check) -> NotKept {
        if check.is_on() {
            check.leave_out(&format!("`{name}`"), "`Clone`");
        }
        NotKept { replays: true }
    }

    fn keep_unsettled(&self, name: &'static str, check: &Check) -> NotKept {
        if check.is_on() {
            let lacks = "of a type that is written where it is declared";
            check.leave_out(&format!("`{name}`"), lacks);
        }
        NotKept { replays: true }
    }

    fn keep_called(&self, name: &'static str, check: &Check) -> NotKept {
        let replays = !check.is_on();
        if !replays {
            check.say(
                &format!("`{name}`"),
                "a collection of the standard library",
                "its methods run in the plain loop alone, and it is not compared",
            );
        }
        NotKept { replays }
    }
}

/// Collections of the standard library, of whatever items.
pub trait Standard {}

macro_rules! standard {
    ($($T:ident<$($P:ident),*>)*) => { $(impl<$($P),*> Standard for $T<$($P),*> {})* };
}
standard! { Vec<T> VecDeque<T> LinkedList<T> BinaryHeap<T> BTreeSet<T> BTreeMap<K, V> HashSet<T, S> HashMap<K, V, S> }
impl<T> Standard for [T] {}

/// The head of a loop, or an operand of it.
#[derive(Debug)]
pub struct Again<'a, H>(&'a H);

impl<'a, H> Again<'a, H> {
    /// Looks at a head.
    #[inline]
    pub const fn new(head: &'a H) -> Self {
        Self(head)
    }
}

/// First: heads that can be copied.
pub trait AgainClone<H> {
    /// A copy, if this is a check.
    fn again(&self, check: &Check) -> Option<H>;
}

impl<H: Clone> AgainClone<H> for &Again<'_, H> {
    #[inline(never)]
    fn again(&self, check: &Check) -> Option<H> {
        check.is_on().then(|| self.0.clone())
    }
}

/// Then: heads that cannot.
pub trait AgainAny<H> {
    /// Nothing.
    fn again(&self, check: &Check) -> Option<H>;
}

impl<H> AgainAny<H> for Again<'_, H> {
    #[inline]
    fn again(&self, _: &Check) -> Option<H> {
        None
    }
}
