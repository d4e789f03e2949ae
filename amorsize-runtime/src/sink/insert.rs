//! `set.insert(e)` and `map.insert(k, v)`.
//!
//! A chunk keeps each key once, with its last value, in the order of first occurrence. One thing more can be seen from
//! outside: `HashMap::insert` reserves room even if the key is there, and the room decides the iteration order. Within
//! a chunk the next insertion catches up on that; so a part only remembers a repeated key if it came last.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasher, Hash};

use super::op::Logged;
use super::probe::{Kind, Probe};
use super::seen::Seen;

/// Sets and maps whose insertions are kept per chunk.
pub trait Inserted {
    /// What a part needs from the container.
    type Seed: Clone;
    /// The insertions of a chunk.
    type Part;
    /// Taken before the loop.
    fn seed(&self) -> Self::Seed;
    /// The part of one chunk.
    fn part(seed: &Self::Seed) -> Self::Part;
    /// Inserts what a chunk inserted.
    fn absorb(&mut self, part: Self::Part);
}

/// The insertions of a chunk into a `HashMap` or, with `V = ()`, a `HashSet`.
#[derive(Clone, Debug)]
pub struct HashInserts<K, V, S> {
    seen: Seen<K, V, S>,
    // The last insertion, if its key was there: where, and what was inserted.
    repeated: Option<(usize, K, V)>,
}

impl<K: Eq + Hash, V, S: BuildHasher> HashInserts<K, V, S> {
    const fn new(hasher: S) -> Self {
        Self {
            seen: Seen::new(hasher),
            repeated: None,
        }
    }

    /// `place.insert(key, value)`
    #[inline]
    pub fn insert2(&mut self, key: K, value: V, _: impl FnOnce(K, V)) {
        if let Some((index, _, value)) = self.repeated.take() {
            *self.seen.value_mut(index) = value;
        }
        let mut value = Some(value);
        let (index, repeated) = self.seen.entry(key, || value.take().expect("made once"));
        if let (Some(key), Some(value)) = (repeated, value) {
            self.repeated = Some((index, key, value));
        }
    }

    fn insertions(self) -> impl Iterator<Item = (K, V)> {
        self.seen
            .into_iter()
            .chain(self.repeated.map(|(_, key, value)| (key, value)))
    }
}

impl<K: Eq + Hash, S: BuildHasher> HashInserts<K, (), S> {
    /// `place.insert(key)`
    #[inline]
    pub fn insert1(&mut self, key: K, _: impl FnOnce(K)) {
        self.insert2(key, (), |_, ()| {});
    }
}

/// The insertions of a chunk into a `BTreeMap` or, with `V = ()`, a `BTreeSet`.
#[derive(Clone, Debug)]
pub struct TreeInserts<K, V>(BTreeMap<K, V>);

impl<K: Ord, V> TreeInserts<K, V> {
    /// `place.insert(key, value)`
    #[inline]
    pub fn insert2(&mut self, key: K, value: V, _: impl FnOnce(K, V)) {
        self.0.insert(key, value);
    }
}

impl<K: Ord> TreeInserts<K, ()> {
    /// `place.insert(key)`
    #[inline]
    pub fn insert1(&mut self, key: K, _: impl FnOnce(K)) {
        self.0.insert(key, ());
    }
}

impl<K: Eq + Hash, V, S: BuildHasher + Clone> Inserted for HashMap<K, V, S> {
    type Seed = S;
    type Part = HashInserts<K, V, S>;
    fn seed(&self) -> S {
        self.hasher().clone()
    }
    fn part(seed: &S) -> Self::Part {
        HashInserts::new(seed.clone())
    }
    fn absorb(&mut self, part: Self::Part) {
        for (key, value) in part.insertions() {
            self.insert(key, value);
        }
    }
}

impl<K: Eq + Hash, S: BuildHasher + Clone> Inserted for HashSet<K, S> {
    type Seed = S;
    type Part = HashInserts<K, (), S>;
    fn seed(&self) -> S {
        self.hasher().clone()
    }
    fn part(seed: &S) -> Self::Part {
        HashInserts::new(seed.clone())
    }
    fn absorb(&mut self, part: Self::Part) {
        for (key, ()) in part.insertions() {
            self.insert(key);
        }
    }
}

impl<K: Ord, V> Inserted for BTreeMap<K, V> {
    type Seed = ();
    type Part = TreeInserts<K, V>;
    fn seed(&self) {}
    fn part((): &()) -> Self::Part {
        TreeInserts(BTreeMap::new())
    }
    fn absorb(&mut self, part: Self::Part) {
        for (key, value) in part.0 {
            self.insert(key, value);
        }
    }
}

impl<K: Ord> Inserted for BTreeSet<K> {
    type Seed = ();
    type Part = TreeInserts<K, ()>;
    fn seed(&self) {}
    fn part((): &()) -> Self::Part {
        TreeInserts(BTreeMap::new())
    }
    fn absorb(&mut self, part: Self::Part) {
        for (key, ()) in part.0 {
            self.insert(key);
        }
    }
}

/// How a set or map is kept.
pub struct InsertKind<M: Inserted> {
    seed: M::Seed,
}

impl<M: Inserted> InsertKind<M> {
    /// The part of one chunk.
    #[inline]
    pub fn start(&self) -> M::Part {
        M::part(&self.seed)
    }

    /// Takes over the part of a chunk, in source order.
    #[inline]
    pub fn merge(&self, place: &mut M, part: M::Part) {
        place.absorb(part);
    }
}

impl<M: Inserted> fmt::Debug for InsertKind<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InsertKind")
    }
}

impl Logged {
    /// `place.insert(value)`
    #[inline(always)]
    pub fn insert1<E>(&mut self, value: E, log: impl FnOnce(E)) {
        log(value);
    }

    /// `place.insert(key, value)`, or `place.insert(index, value)` of a `Vec`
    #[inline(always)]
    pub fn insert2<K, V>(&mut self, key: K, value: V, log: impl FnOnce(K, V)) {
        log(key, value);
    }
}

/// First level: sets and maps.
pub trait InsertsKnown<M: Inserted> {
    /// A variable that is only inserted into.
    #[must_use]
    fn inserts(&self) -> InsertKind<M>;
}

/// Last level: every other type is logged.
pub trait InsertsAny<M: ?Sized> {
    /// A variable that is only inserted into.
    #[inline(always)]
    #[must_use]
    fn inserts(&self) -> Kind<M, Logged> {
        Kind::new()
    }
}

// Workers hash with the seed, so it must be possible to share it; a container with another hasher is logged.
impl<M: Inserted<Seed: Send + Sync>, const CHECKED: bool> InsertsKnown<M>
    for &Probe<'_, M, CHECKED>
{
    #[inline]
    fn inserts(&self) -> InsertKind<M> {
        InsertKind {
            seed: self.0.seed(),
        }
    }
}

impl<M: ?Sized, const CHECKED: bool, const EXACT: bool> InsertsAny<M>
    for Probe<'_, M, CHECKED, EXACT>
{
}
