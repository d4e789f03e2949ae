//! The body of a loop as a function of what its item owns: that a `&mut` has no alias is known to the compiler of parameters alone.

use std::ops::Deref;

macro_rules! items {
    ($($name:ident($($value:ident: $type:ident),*);)*) => {$(
        /// Calls the body.
        #[inline(always)]
        #[allow(clippy::too_many_arguments, reason = "one for each variable of the loop")]
        pub fn $name<$($type),*>($($value: $type,)* body: impl FnOnce($($type),*)) {
            body($($value),*)
        }
    )*};
}

items! {
    item1(a: A);
    item2(a: A, b: B);
    item3(a: A, b: B, c: C);
    item4(a: A, b: B, c: C, d: D);
    item5(a: A, b: B, c: C, d: D, e: E);
    item6(a: A, b: B, c: C, d: D, e: E, f: F);
    item7(a: A, b: B, c: C, d: D, e: E, f: F, g: G);
    item8(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H);
    item9(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I);
    item10(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J);
    item11(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J, k: K);
    item12(a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J, k: K, l: L);
}

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
