//! Equality to the last bit, for the standard's types.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::num::Wrapping;

use super::kept::Copied;

/// Values that are the same or not: every NaN is every other, and the two zeros differ.
#[diagnostic::on_unimplemented(
    message = "AMZ030: the type of this variable is settled only after the loop, where `{Self}` turns up in it",
    label = "changed by the loop, of a type that is not known yet",
    note = "help: write the type where the variable is declared: `let mut x: … = …;`"
)]
pub trait Exact: Copied {
    /// Whether this is that, bit for bit.
    fn same(&self, other: &Self) -> bool;
}

macro_rules! equal {
    ($($T:ty)*) => { $(impl Exact for $T {
        fn same(&self, other: &Self) -> bool { self == other }
    })* };
}
equal! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char String std::time::Duration std::path::PathBuf }

impl Exact for () {
    fn same(&self, (): &Self) -> bool {
        true
    }
}

macro_rules! bits {
    ($($T:ty)*) => { $(impl Exact for $T {
        fn same(&self, other: &Self) -> bool {
            // Which of two NaNs an operation hands on is not defined: the plain loop may differ from itself.
            self.to_bits() == other.to_bits() || self.is_nan() && other.is_nan()
        }
    })* };
}
bits! { f32 f64 }

impl<T: Exact + Clone> Exact for [T] {
    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.same(b))
    }
}

impl<T: Exact + Clone, const N: usize> Exact for [T; N] {
    fn same(&self, other: &Self) -> bool {
        self[..].same(&other[..])
    }
}

impl<T: Exact + ?Sized> Exact for &T {
    fn same(&self, other: &Self) -> bool {
        (**self).same(*other)
    }
}

impl Exact for &str {
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<T: Exact + ?Sized> Exact for Box<T>
where
    Box<T>: Clone,
{
    fn same(&self, other: &Self) -> bool {
        (**self).same(&**other)
    }
}

impl<T: Exact + Clone> Exact for Wrapping<T> {
    fn same(&self, other: &Self) -> bool {
        self.0.same(&other.0)
    }
}

impl<T: Exact + Clone> Exact for Option<T> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(a), Some(b)) => a.same(b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

impl<T: Exact + Clone, E: Exact + Clone> Exact for Result<T, E> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Ok(a), Ok(b)) => a.same(b),
            (Err(a), Err(b)) => a.same(b),
            _ => false,
        }
    }
}

macro_rules! sequence {
    ($($T:ident)*) => { $(impl<T: Exact + Clone> Exact for $T<T> {
        fn same(&self, other: &Self) -> bool {
            self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.same(b))
        }
    })* };
}
sequence! { Vec VecDeque LinkedList }

impl<K: Eq + Hash + Clone, V: Exact + Clone, S: BuildHasher + Clone> Exact for HashMap<K, V, S> {
    fn same(&self, other: &Self) -> bool {
        let known = |(key, value): (&K, &V)| other.get(key).is_some_and(|v| v.same(value));
        self.len() == other.len() && self.iter().all(known)
    }
}

impl<K: Eq + Hash + Clone, S: BuildHasher + Clone> Exact for HashSet<K, S> {
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<K: Eq + Clone, V: Exact + Clone> Exact for BTreeMap<K, V> {
    fn same(&self, other: &Self) -> bool {
        let pairs = self.iter().zip(other);
        self.len() == other.len() && { pairs }.all(|((k, v), (l, w))| k == l && v.same(w))
    }
}

impl<K: Eq + Clone> Exact for BTreeSet<K> {
    fn same(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

macro_rules! tuples {
    ($($($T:ident $n:tt)*;)*) => { $(impl<$($T: Exact + Clone),*> Exact for ($($T,)*) {
        fn same(&self, other: &Self) -> bool { $(self.$n.same(&other.$n))&&* }
    })* };
}
tuples! { A 0; A 0 B 1; A 0 B 1 C 2; A 0 B 1 C 2 D 3; A 0 B 1 C 2 D 3 E 4; A 0 B 1 C 2 D 3 E 4 F 5; }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_the_last_bit() {
        assert!(f64::NAN.same(&f64::NAN) && f64::NAN.same(&-f64::NAN) && !f64::NAN.same(&1.0));
        assert!(!0.0.same(&-0.0));
        assert!(vec![(1, Some([f32::NAN]))].same(&vec![(1, Some([f32::NAN]))]));
        assert!(!vec![1].same(&vec![1, 2]));
        assert!(!Ok::<_, u8>(1).same(&Err(1)));
        let map = |value| HashMap::from([("k", vec![value])]);
        assert!(map(f64::NAN).same(&map(f64::NAN)));
        assert!(!map(1.0).same(&map(2.0)));
        let tree = |value| BTreeMap::from([(1, value), (2, 0.5)]);
        assert!(tree(1.5).same(&tree(1.5)) && !tree(1.5).same(&tree(1.0)));
    }
}
