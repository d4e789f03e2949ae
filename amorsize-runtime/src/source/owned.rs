//! Variables as parameters of a function that is called at once: that a `&mut` has no alias is known to the compiler of parameters alone.

use std::ops::Deref;

macro_rules! calls {
    ($($name:ident($($value:ident: $type:ident),*);)*) => {$(
        /// Calls the function with the values.
        #[inline(always)]
        #[allow(clippy::too_many_arguments, reason = "one for each variable")]
        pub fn $name<$($type,)* R>($($value: $type,)* function: impl FnOnce($($type),*) -> R) -> R {
            function($($value),*)
        }
    )*};
}

calls! {
    with1(a: A);
    with2(a: A, b: B);
    with3(a: A, b: B, c: C);
    with4(a: A, b: B, c: C, d: D);
    with5(a: A, b: B, c: C, d: D, e: E);
    with6(a: A, b: B, c: C, d: D, e: E, f: F);
    with7(a: A, b: B, c: C, d: D, e: E, f: F, g: G);
    with8(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H);
    with9(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I);
    with10(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J);
    with11(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J, k: K);
    with12(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J, k: K, l: L);
}

/// What a loop as a function gives back, so that nothing else can be given back in its place.
#[derive(Debug)]
pub struct Whole;

/// A variable that the body only reads, on its way to being a parameter.
#[derive(Debug)]
pub struct Lend<'p, A>(pub &'p A);

/// A reference as a parameter: what it points to is what the compiler is to know about, not where the reference lies.
#[derive(Debug, Clone, Copy)]
#[repr(transparent)]
pub struct Held<R>(R);

impl<R> Deref for Held<R> {
    type Target = R;

    #[inline(always)]
    fn deref(&self) -> &R {
        &self.0
    }
}

/// First level: references.
pub trait LendReference {
    /// What is lent.
    type Lent;
    /// The reference itself.
    fn lend(&self) -> Self::Lent;
}

impl<'a, T: ?Sized> LendReference for Lend<'_, &'a T> {
    type Lent = Held<&'a T>;

    #[inline(always)]
    fn lend(&self) -> Held<&'a T> {
        Held(*self.0)
    }
}

/// Second level: everything else.
pub trait LendVariable {
    /// What is lent.
    type Lent;
    /// A reference to the variable.
    fn lend(&self) -> Self::Lent;
}

impl<'p, A> LendVariable for &Lend<'p, A> {
    type Lent = &'p A;

    #[inline(always)]
    fn lend(&self) -> &'p A {
        self.0
    }
}
