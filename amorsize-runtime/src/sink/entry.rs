//! `*map.entry(k).or_insert(c) op= e`, `*map.entry(k).or_default() op= e`, `map.entry(k).or_default().push(e)`.
//!
//! A chunk has a map of its own, whose keys are merged in the order of their first occurrence (see `seen.rs`).

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use super::known::Known;
use super::op::{Apply, Logged, Part};
use super::probe::{Kind, Probe};
use super::seen::Seen;

/// Maps whose entries are kept per chunk.
pub trait OuterMap {
    /// The keys.
    type Key;
    /// The values.
    type Value;
    /// What a local map needs from the outer one.
    type Seed: Clone;
    /// The map of a chunk.
    type Local<X>: LocalMap<Self::Key, X>;
    /// Taken before the loop.
    fn seed(&self) -> Self::Seed;
    /// An empty local map.
    fn local<X>(seed: &Self::Seed) -> Self::Local<X>;
    /// `self.entry(key).or_insert(value)`
    fn or_insert(&mut self, key: Self::Key, value: Self::Value) -> &mut Self::Value;
}

/// The map of a chunk; iterates such that the outer map grows as in the plain loop.
pub trait LocalMap<K, X>: IntoIterator<Item = (K, X)> {
    /// The value of `key`, made if there is none.
    fn slot(&mut self, key: K, make: impl FnOnce() -> X) -> &mut X;
}

impl<K: Eq + Hash, X, S: BuildHasher> LocalMap<K, X> for Seen<K, X, S> {
    #[inline]
    fn slot(&mut self, key: K, make: impl FnOnce() -> X) -> &mut X {
        let (index, _) = self.entry(key, make);
        self.value_mut(index)
    }
}

impl<K: Ord, X> LocalMap<K, X> for BTreeMap<K, X> {
    #[inline]
    fn slot(&mut self, key: K, make: impl FnOnce() -> X) -> &mut X {
        self.entry(key).or_insert_with(make)
    }
}

impl<K: Eq + Hash, V, S: BuildHasher + Clone> OuterMap for HashMap<K, V, S> {
    type Key = K;
    type Value = V;
    type Seed = S;
    type Local<X> = Seen<K, X, S>;
    fn seed(&self) -> S {
        self.hasher().clone()
    }
    fn local<X>(seed: &S) -> Seen<K, X, S> {
        Seen::new(seed.clone())
    }
    #[inline]
    fn or_insert(&mut self, key: K, value: V) -> &mut V {
        self.entry(key).or_insert(value)
    }
}

impl<K: Ord, V> OuterMap for BTreeMap<K, V> {
    type Key = K;
    type Value = V;
    type Seed = ();
    type Local<X> = BTreeMap<K, X>;
    fn seed(&self) {}
    fn local<X>((): &()) -> BTreeMap<K, X> {
        BTreeMap::new()
    }
    #[inline]
    fn or_insert(&mut self, key: K, value: V) -> &mut V {
        self.entry(key).or_insert(value)
    }
}

/// How a map is kept whose values are updated by an operator; `Q` is the part of one value.
pub struct EntryKind<M: OuterMap, Q> {
    seed: M::Seed,
    part: PhantomData<fn() -> Q>,
}

impl<M: OuterMap, Q: Part<M::Value>> EntryKind<M, Q> {
    /// The part of one chunk.
    #[inline]
    #[must_use]
    pub fn start(&self) -> EntryPart<M, Q> {
        EntryPart {
            local: M::local(&self.seed),
        }
    }

    /// Takes over the part of a chunk, in source order.
    #[inline]
    pub fn merge(&self, place: &mut M, part: EntryPart<M, Q>) {
        for (key, (start, part)) in part.local {
            part.merge(place.or_insert(key, start));
        }
    }
}

impl<M: OuterMap, Q> fmt::Debug for EntryKind<M, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntryKind")
    }
}

/// The entries that a chunk updated. A new entry starts from the value that its first update in the chunk gave.
pub struct EntryPart<M: OuterMap, Q> {
    local: M::Local<(M::Value, Q)>,
}

impl<M: OuterMap, Q> fmt::Debug for EntryPart<M, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntryPart")
    }
}

impl<M: OuterMap, Q: Part<M::Value>> EntryPart<M, Q> {
    /// `*place.entry(key).or_insert(start) op= operand`
    #[inline]
    pub fn or_insert<O: Apply<Q, E>, E>(
        &mut self,
        op: O,
        key: M::Key,
        start: M::Value,
        operand: E,
        log: impl FnOnce(M::Key, M::Value, O::Entry),
    ) {
        if Q::PRIVATE {
            let (_, part) = self.local.slot(key, || (start, Q::start()));
            op.apply(part, operand, |_| {});
        } else {
            op.apply(&mut Q::start(), operand, |entry| log(key, start, entry));
        }
    }

    /// `*place.entry(key).or_default() op= operand`
    #[inline]
    pub fn or_default<O: Apply<Q, E>, E>(
        &mut self,
        op: O,
        key: M::Key,
        operand: E,
        log: impl FnOnce(M::Key, O::Entry),
    ) where
        M::Value: Default,
    {
        if Q::PRIVATE {
            let (_, part) = self.local.slot(key, || (M::Value::default(), Q::start()));
            op.apply(part, operand, |_| {});
        } else {
            op.apply(&mut Q::start(), operand, |entry| log(key, entry));
        }
    }
}

impl Logged {
    /// `*place.entry(key).or_insert(start) op= operand`
    #[inline(always)]
    pub fn or_insert<O, K, V, E>(
        &mut self,
        _: O,
        key: K,
        start: V,
        operand: E,
        log: impl FnOnce(K, V, E),
    ) {
        log(key, start, operand);
    }

    /// `*place.entry(key).or_default() op= operand`
    #[inline(always)]
    pub fn or_default<O, K, E>(&mut self, _: O, key: K, operand: E, log: impl FnOnce(K, E)) {
        log(key, operand);
    }
}

macro_rules! families {
    ($($(#[$doc:meta])* $family:ident $Known:ident;)*) => {
        /// First level: maps of the standard's types.
        pub trait EntriesKnown<M: OuterMap<Value: Known<CHECKED>>, const CHECKED: bool> {
            $($(#[$doc])* #[must_use] fn $family(&self) -> EntryKind<M, <M::Value as Known<CHECKED>>::$Known>;)*
        }

        impl<M, const CHECKED: bool> EntriesKnown<M, CHECKED> for &Probe<'_, M, CHECKED>
        where
            M: OuterMap<Seed: Send + Sync, Value: Known<CHECKED>>,
        {
            $(#[inline]
            fn $family(&self) -> EntryKind<M, <M::Value as Known<CHECKED>>::$Known> {
                EntryKind { seed: self.0.seed(), part: PhantomData }
            })*
        }

        /// Last level: every other type is logged.
        pub trait EntriesAny<M: ?Sized> {
            $($(#[$doc])* #[inline(always)] #[must_use] fn $family(&self) -> Kind<M, Logged> { Kind::new() })*
        }
    };
}

families! {
    /// `+=` and `-=`
    entry_sum Sum;
    /// `*=`
    entry_product Product;
    /// `&=`
    entry_and And;
    /// `|=`
    entry_or Or;
    /// `^=`
    entry_xor Xor;
    /// `+=` and `-=` under `float = "fast"`
    entry_sum_fast SumFast;
    /// `*=` under `float = "fast"`
    entry_product_fast ProductFast;
}

impl<M: ?Sized, const CHECKED: bool, const EXACT: bool> EntriesAny<M>
    for Probe<'_, M, CHECKED, EXACT>
{
}

/// How a map is kept whose values are collections: the arguments of a chunk, grouped by key.
pub struct GroupKind<M: OuterMap> {
    seed: M::Seed,
}

impl<M: OuterMap> GroupKind<M> {
    /// The part of one chunk.
    #[inline]
    #[must_use]
    pub fn start<A>(&self) -> Group<M, A> {
        Group {
            local: M::local(&self.seed),
        }
    }
}

impl<M: OuterMap> fmt::Debug for GroupKind<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GroupKind")
    }
}

/// The arguments of a chunk by key. Iterates over the keys as the outer map has to meet them.
pub struct Group<M: OuterMap, A> {
    local: M::Local<Vec<A>>,
}

impl<M: OuterMap, A> fmt::Debug for Group<M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Group")
    }
}

impl<M: OuterMap, A> Group<M, A> {
    /// `place.entry(key).or_default().push(argument)`, or another method that returns nothing of use
    #[inline]
    pub fn add(&mut self, key: M::Key, argument: A, _: impl FnOnce(M::Key, A)) {
        self.local.slot(key, Vec::new).push(argument);
    }
}

impl<M: OuterMap, A> IntoIterator for Group<M, A> {
    type Item = (M::Key, Vec<A>);
    type IntoIter = <M::Local<Vec<A>> as IntoIterator>::IntoIter;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.local.into_iter()
    }
}

/// How any other map is kept.
#[derive(Clone, Copy, Debug)]
pub struct LoggedGroupKind;

impl LoggedGroupKind {
    /// The part of one chunk.
    #[inline(always)]
    #[must_use]
    pub const fn start<K, A>(&self) -> LoggedGroup<K, A> {
        LoggedGroup(PhantomData)
    }
}

/// Nothing: every argument is logged. It knows the types, so that a merge that never runs is inferred.
#[derive(Debug)]
pub struct LoggedGroup<K, A>(PhantomData<fn() -> (K, A)>);

impl<K, A> LoggedGroup<K, A> {
    /// `place.entry(key).or_default().push(argument)`
    #[inline(always)]
    pub fn add(&mut self, key: K, argument: A, log: impl FnOnce(K, A)) {
        log(key, argument);
    }
}

impl<K, A> IntoIterator for LoggedGroup<K, A> {
    type Item = (K, Vec<A>);
    type IntoIter = std::iter::Empty<(K, Vec<A>)>;

    #[inline(always)]
    fn into_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}

/// First level: `HashMap` and `BTreeMap`.
pub trait GroupsKnown<M: OuterMap> {
    /// A map whose values grow.
    #[must_use]
    fn entry_group(&self) -> GroupKind<M>;
}

/// Last level: every other type is logged.
pub trait GroupsAny {
    /// A map whose values grow.
    #[inline(always)]
    #[must_use]
    fn entry_group(&self) -> LoggedGroupKind {
        LoggedGroupKind
    }
}

impl<M: OuterMap<Seed: Send + Sync>, const CHECKED: bool> GroupsKnown<M>
    for &Probe<'_, M, CHECKED>
{
    #[inline]
    fn entry_group(&self) -> GroupKind<M> {
        GroupKind {
            seed: self.0.seed(),
        }
    }
}

impl<M: ?Sized, const CHECKED: bool, const EXACT: bool> GroupsAny for Probe<'_, M, CHECKED, EXACT> {}
