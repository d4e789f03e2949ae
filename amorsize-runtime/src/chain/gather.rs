//! `collect()`, by the type that is collected into.

use super::Probe;
use super::items::Everything;
use super::split::Unzip;
use super::terminal::{Payload, Terminal};
use super::tried::{TriedOption, TriedResult};
use crate::exit::{Chunk, Infallible};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::fmt;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;
use std::mem;
use std::rc::Rc;
use std::sync::Arc;

/// The standard's collections, and how each takes items of type `I`.
#[diagnostic::on_unimplemented(
    message = "AMZ017: a collection of type `{Self}` was asked for before its type was known",
    label = "the type collected into is settled only after the chain",
    note = "help: write it at the chain: `.collect::<{Self}>()`"
)]
pub trait Gather<I>: Sized {
    /// The terminal.
    type Kind: Terminal<I, Value = Self> + Default;
}

macro_rules! gathered {
    ($([$($generic:tt)*] $ty:ty, $item:ty => $kind:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($generic)*> Gather<$item> for $ty {
            type Kind = $kind;
        }
    )* };
}
gathered! {
    [T: Send] Vec<T>, T => InVec<T>;
    [T: Send] VecDeque<T>, T => Boxed<Self, T>;
    [T: Send] Box<[T]>, T => Boxed<Self, T>;
    [T: Send] Rc<[T]>, T => Boxed<Self, T>;
    [T: Send] Arc<[T]>, T => Boxed<Self, T>;
    [] String, char => Text;
    ['a] String, &'a char => Text;
    ['a] String, &'a str => Text;
    [] String, String => Text;
    [] String, Box<str> => Text;
    ['a] String, Cow<'a, str> => Text;
    [T: Send] LinkedList<T>, T => GatherInto<Self, T>;
    [T: Send + Ord] BinaryHeap<T>, T => GatherInto<Self, T>;
    [T: Send + Ord] BTreeSet<T>, T => GatherInto<Self, T>;
    [K: Send + Ord, V: Send] BTreeMap<K, V>, (K, V) => GatherInto<Self, (K, V)>;
    [T: Send + Eq + Hash, S: BuildHasher + Default] HashSet<T, S>, T => GatherInto<Self, T>;
    [K: Send + Eq + Hash, V: Send, S: BuildHasher + Default] HashMap<K, V, S>, (K, V) => GatherInto<Self, (K, V)>;
    [] (), () => GatherInto<Self, ()>;
    [A: Default + Extend<X>, B: Default + Extend<Y>, X: Send, Y: Send] (A, B), (X, Y) => Unzip<A, B>;
    [C: Gather<T>, T, E: Send] Result<C, E>, Result<T, E> => TriedResult<C::Kind, E>;
    [C: Gather<T>, T] Option<C>, Option<T> => TriedOption<C::Kind>;
}

/// A `Vec`: chunks fill one each, the caller moves them together.
#[derive(Debug)]
pub struct InVec<T> {
    whole: Vec<T>,
    /// Items of the head: as many will be in the `Vec` if every item gives one.
    expected: usize,
}

impl<T> Default for InVec<T> {
    #[inline]
    fn default() -> Self {
        Self {
            whole: Vec::new(),
            expected: 0,
        }
    }
}

impl<T: Send> Terminal<T> for InVec<T> {
    /// The items, and whether the chain knew beforehand how many they would be.
    type Part = (Vec<T>, bool);
    type Exit = Infallible;
    type Value = Vec<T>;

    fn expect(&mut self, items: usize) {
        self.expected = items;
    }

    #[inline(always)]
    fn part() -> Self::Part {
        (Vec::new(), false)
    }

    #[inline(always)]
    fn fill((kept, exact): &mut Self::Part, items: impl Iterator<Item = T>) -> Chunk<Infallible> {
        let (lower, upper) = items.size_hint();
        *exact = upper == Some(lower);
        kept.extend(items);
        Chunk::Done
    }

    #[inline]
    fn merge(&mut self, mut part: Self::Part) -> Option<Infallible> {
        self.drain(&mut part)
    }

    const HAS_MEMORY: bool = true;

    fn drain(&mut self, (kept, exact): &mut Self::Part) -> Option<Infallible> {
        if self.whole.capacity() == 0 && (!*exact || kept.len() >= self.expected) {
            self.whole = mem::take(kept);
            return None;
        }
        if *exact && self.whole.is_empty() {
            // Room for all, once.
            self.whole.reserve_exact(self.expected.max(kept.len()));
        }
        self.whole.append(kept);
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> Vec<T> {
        self.whole
    }
}

/// What a `Vec` turns into.
pub struct Boxed<B, T> {
    vec: InVec<T>,
    into: PhantomData<fn() -> B>,
}

impl<B, T> Default for Boxed<B, T> {
    #[inline]
    fn default() -> Self {
        Self {
            vec: InVec::default(),
            into: PhantomData,
        }
    }
}

impl<B, T> fmt::Debug for Boxed<B, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Boxed")
    }
}

impl<B: From<Vec<T>>, T: Send> Terminal<T> for Boxed<B, T> {
    type Part = <InVec<T> as Terminal<T>>::Part;
    type Exit = Infallible;
    type Value = B;

    fn expect(&mut self, items: usize) {
        self.vec.expect(items);
    }

    #[inline(always)]
    fn part() -> Self::Part {
        InVec::part()
    }

    #[inline(always)]
    fn fill(part: &mut Self::Part, items: impl Iterator<Item = T>) -> Chunk<Infallible> {
        InVec::fill(part, items)
    }

    #[inline(always)]
    fn merge(&mut self, part: Self::Part) -> Option<Infallible> {
        self.vec.merge(part)
    }

    const HAS_MEMORY: bool = true;

    #[inline(always)]
    fn drain(&mut self, part: &mut Self::Part) -> Option<Infallible> {
        self.vec.drain(part)
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> B {
        self.vec.whole.into()
    }
}

/// A `String`: chunks have their own, the caller appends them.
#[derive(Clone, Debug, Default)]
pub struct Text(String);

impl<I> Terminal<I> for Text
where
    String: Extend<I>,
{
    type Part = String;
    type Exit = Infallible;
    type Value = String;

    #[inline(always)]
    fn part() -> String {
        String::new()
    }

    #[inline(always)]
    fn fill(part: &mut String, items: impl Iterator<Item = I>) -> Chunk<Infallible> {
        part.extend(items);
        Chunk::Done
    }

    #[inline]
    fn merge(&mut self, mut part: String) -> Option<Infallible> {
        self.drain(&mut part)
    }

    const HAS_MEMORY: bool = true;

    #[inline]
    fn drain(&mut self, part: &mut String) -> Option<Infallible> {
        if self.0.is_empty() {
            mem::swap(&mut self.0, part);
        } else {
            self.0.push_str(part);
            part.clear();
        }
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> String {
        self.0
    }
}

/// Any collection: its own `from_iter` over all items, once, on the caller.
pub struct GatherInto<B, I> {
    all: Everything<I>,
    into: PhantomData<fn() -> B>,
}

impl<B, I> Default for GatherInto<B, I> {
    #[inline]
    fn default() -> Self {
        Self {
            all: Everything::default(),
            into: PhantomData,
        }
    }
}

impl<B, I> fmt::Debug for GatherInto<B, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GatherInto")
    }
}

impl<B: FromIterator<I>, I: Send> Terminal<I> for GatherInto<B, I> {
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
        self.all.value(exit).collect()
    }

    fn value_before_failure(self) -> Option<B> {
        self.all.value(None).short_of(B::from_iter)
    }
}

/// First level: the standard's collections, and `Result`s and `Option`s of them.
pub trait CollectKnown<B: Gather<I>, I> {
    /// The terminal.
    #[inline(always)]
    fn amorsize_collect(&self) -> B::Kind {
        B::Kind::default()
    }
}

/// Second level: `Result`s and `Option`s of other collections, which end at the first failure all the same.
pub trait CollectTried<B: Tried<I>, I> {
    /// The terminal.
    #[inline(always)]
    fn amorsize_collect(&self) -> B::Kind {
        B::Kind::default()
    }
}

/// Last level: any collection.
pub trait CollectAny<B, I> {
    /// The terminal.
    #[inline(always)]
    fn amorsize_collect(&self) -> GatherInto<B, I> {
        GatherInto::default()
    }
}

/// A `Result` or `Option` of any collection.
pub trait Tried<I>: Sized {
    /// The terminal.
    type Kind: Terminal<I, Value = Self> + Default;
}

impl<C: FromIterator<T>, T: Send, E: Send> Tried<Result<T, E>> for Result<C, E> {
    type Kind = TriedResult<GatherInto<C, T>, E>;
}

impl<C: FromIterator<T>, T: Send> Tried<Option<T>> for Option<C> {
    type Kind = TriedOption<GatherInto<C, T>>;
}

impl<B: Gather<I>, I, const C: bool> CollectKnown<B, I> for &&Probe<B, I, C> {}
impl<B: Tried<I>, I, const C: bool> CollectTried<B, I> for &Probe<B, I, C> {}
impl<B, I, const C: bool> CollectAny<B, I> for Probe<B, I, C> {}
