//! Whether somebody's `deref_mut` stands between a variable and what the loop changes of it.
//!
//! `*guard += x` and `world.total += x` call the `DerefMut` of `guard` or `world`, if it has one: at every change in the
//! plain loop, once in the merge of a chunk. Those of the standard library do nothing that shows. One of the user's may
//! (it notes that something was changed), so it is refused where what it gives is not simply replayed.
//!
//! Generated code asks before the loop, where it is never executed: `variable = reached.never()` settles the type, and
//! `(&&&reached).step()` is for one `*`. A field may be as many steps away as it takes to find one of its name: two of the standard
//! library's are gone through, and the third has to be the [`last`](Directly::last).

use std::cell::RefMut;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::DerefMut;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{MutexGuard, RwLockWriteGuard};

/// The type of a variable, or of a field on the way to what is changed. There is none of it.
pub struct Reached<T: ?Sized>(PhantomData<fn() -> *const T>);

impl<T: ?Sized> Reached<T> {
    /// A type that the next statement settles.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Reached<T> {
    /// Assigned to the variable, it settles the type. Never called.
    #[must_use]
    pub fn never(&self) -> T {
        unreachable!("stands where nothing is executed")
    }
}

impl<T: ?Sized> Default for Reached<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: ?Sized> std::fmt::Debug for Reached<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reached")
    }
}

/// What the standard library's own `deref_mut`, or the language, leads through.
pub trait Transparent {
    /// To here.
    type Inside: ?Sized;
}

macro_rules! transparent {
    ($($outer:ty),*) => {
        $(impl<T: ?Sized> Transparent for $outer {
            type Inside = T;
        })*
    };
}

transparent! {
    &mut T, Box<T>, ManuallyDrop<T>, RefMut<'_, T>, MutexGuard<'_, T>, RwLockWriteGuard<'_, T>
}

impl<T> Transparent for AssertUnwindSafe<T> {
    type Inside = T;
}

impl<T> Transparent for Vec<T> {
    type Inside = [T];
}

impl Transparent for String {
    type Inside = str;
}

impl<P: Transparent> Transparent for Pin<P> {
    type Inside = P::Inside;
}

/// Implemented for nothing: a `deref_mut` that is not the standard library's.
#[diagnostic::on_unimplemented(
    message = "AMZ023: what `{Self}` holds is reached through a `deref_mut` of its own, which may take note of every change",
    label = "the loop would call it for every change, chunks once",
    note = "help: borrow what is changed before the loop, `let part = &mut ….part;`, and change that, or leave the loop `#[serial]`"
)]
pub trait Unnoticed {}

/// First level: through the standard library's.
pub trait ThroughStd<T: Transparent> {
    /// What is inside.
    fn step(&self) -> Reached<T::Inside> {
        Reached::new()
    }

    /// An error: who knows what comes next.
    fn last(&self)
    where
        T: Unnoticed,
    {
    }
}

/// Second level: through anybody else's, which is an error.
pub trait ThroughOwn<T: ?Sized> {
    /// An error.
    fn step(&self) -> Reached<()>
    where
        T: Unnoticed,
    {
        Reached::new()
    }

    /// An error.
    fn last(&self)
    where
        T: Unnoticed,
    {
    }
}

/// Last level: through nothing.
pub trait Directly<T: ?Sized> {
    /// The end of the way.
    fn step(&self) -> Reached<()> {
        Reached::new()
    }

    /// The end of the way.
    fn last(&self) {}
}

impl<T: Transparent> ThroughStd<T> for &&Reached<T> {}
impl<T: DerefMut + ?Sized> ThroughOwn<T> for &Reached<T> {}
impl<T: ?Sized> Directly<T> for Reached<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::needless_borrow, reason = "as generated code asks")]
    fn the_ways_of_the_standard_library() {
        fn inside<T: ?Sized>(_: &Reached<T>) -> &'static str {
            std::any::type_name::<T>()
        }
        let guard = Reached::<Pin<&mut MutexGuard<'_, u8>>>::new();
        let first = (&&&guard).step();
        let second = (&&&first).step();
        assert!(inside(&first).contains("MutexGuard"));
        assert_eq!(inside(&second), "u8");
        assert_eq!(inside(&(&&&second).step()), "()");
        (&&&second).last();
    }
}
