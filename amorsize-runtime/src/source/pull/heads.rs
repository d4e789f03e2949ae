//! Which of std's types are pulled as they are: asking them for the next item runs no code of the user's and has no
//! effect but to move on.
//!
//! Left out on purpose, so that they need `pull`: whatever calls a closure (`filter`, `from_fn`, `split(|c| …)`), reads
//! from outside (`io::Lines`, `ReadDir`, channels), or compares by the user's `Hash`, `Eq` or `Ord` (`intersection`).

use std::collections::{
    BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque, binary_heap, btree_map,
    btree_set, hash_map, hash_set, linked_list, vec_deque,
};
use std::ops::{Range, RangeFrom, RangeInclusive};
use std::path::{self, Path, PathBuf};
use std::{env, iter, option, result, slice, str, string, vec};

use super::Pull;
use crate::source::{Extent, IntoSource};

/// How many items such a head has.
macro_rules! extent {
    (exact $this:ident) => {
        Extent::exact($this.len())
    };
    (about $this:ident) => {{
        let (least, most) = $this.size_hint();
        Extent::about(least, most)
    }};
    // A range of characters, or one that holds at most one item: the hint is exact.
    (hint $this:ident) => {
        Extent::exact($this.size_hint().0)
    };
    (one $this:ident) => {
        Extent::exact($this.into_iter().size_hint().0)
    };
    (path $this:ident) => {
        Extent::about(0, Some($this.as_os_str().len()))
    };
}

macro_rules! pulled {
    ($($kind:ident: $([$($generics:tt)*] $head:ty),* $(,)?;)*) => {$($(
        impl<$($generics)*> IntoSource for $head
        where
            $head: IntoIterator,
        {
            type Source = Pull<<$head as IntoIterator>::IntoIter>;

            #[inline(always)]
            fn into_source(self) -> Self::Source {
                Pull(self.into_iter())
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                let this = self;
                extent!($kind this)
            }
        }
    )*)*};
}

// Maps and sets.
pulled! {
    exact:
        ['a, K, V, S] &'a HashMap<K, V, S>, ['a, K, V, S] &'a mut HashMap<K, V, S>, [K, V, S] HashMap<K, V, S>,
        ['a, K, V] hash_map::Iter<'a, K, V>, ['a, K, V] hash_map::IterMut<'a, K, V>, [K, V] hash_map::IntoIter<K, V>,
        ['a, K, V] hash_map::Keys<'a, K, V>, ['a, K, V] hash_map::Values<'a, K, V>,
        ['a, K, V] hash_map::ValuesMut<'a, K, V>, [K, V] hash_map::IntoKeys<K, V>, [K, V] hash_map::IntoValues<K, V>,
        ['a, K, V] hash_map::Drain<'a, K, V>,
        ['a, T, S] &'a HashSet<T, S>, [T, S] HashSet<T, S>,
        ['a, T] hash_set::Iter<'a, T>, [T] hash_set::IntoIter<T>, ['a, T] hash_set::Drain<'a, T>,
        ['a, K, V] &'a BTreeMap<K, V>, ['a, K, V] &'a mut BTreeMap<K, V>, [K, V] BTreeMap<K, V>,
        ['a, K, V] btree_map::Iter<'a, K, V>, ['a, K, V] btree_map::IterMut<'a, K, V>, [K, V] btree_map::IntoIter<K, V>,
        ['a, K, V] btree_map::Keys<'a, K, V>, ['a, K, V] btree_map::Values<'a, K, V>,
        ['a, K, V] btree_map::ValuesMut<'a, K, V>, [K, V] btree_map::IntoKeys<K, V>, [K, V] btree_map::IntoValues<K, V>,
        ['a, T] &'a BTreeSet<T>, [T] BTreeSet<T>, ['a, T] btree_set::Iter<'a, T>, [T] btree_set::IntoIter<T>;
    about:
        ['a, K, V] btree_map::Range<'a, K, V>, ['a, K, V] btree_map::RangeMut<'a, K, V>, ['a, T] btree_set::Range<'a, T>;
}

// Sequences that are not slices, or are emptied while they are gone through.
pulled! {
    exact:
        ['a, T] &'a BinaryHeap<T>, [T] BinaryHeap<T>,
        ['a, T] binary_heap::Iter<'a, T>, [T] binary_heap::IntoIter<T>, ['a, T] binary_heap::Drain<'a, T>,
        ['a, T] &'a LinkedList<T>, ['a, T] &'a mut LinkedList<T>, [T] LinkedList<T>,
        ['a, T] linked_list::Iter<'a, T>, ['a, T] linked_list::IterMut<'a, T>, [T] linked_list::IntoIter<T>,
        ['a, T] &'a mut VecDeque<T>, [T] VecDeque<T>,
        ['a, T] vec_deque::IterMut<'a, T>, [T] vec_deque::IntoIter<T>, ['a, T] vec_deque::Drain<'a, T>,
        ['a, T] vec::Drain<'a, T>,
        ['a, T] slice::ChunksMut<'a, T>, ['a, T] slice::ChunksExactMut<'a, T>,
        ['a, T] slice::RChunksMut<'a, T>, ['a, T] slice::RChunksExactMut<'a, T>;
}

// At most one item.
pulled! {
    one:
        ['a, T] &'a Option<T>, ['a, T, E] &'a Result<T, E>;
    hint:
        ['a, T] option::Iter<'a, T>, ['a, T] option::IterMut<'a, T>, [T] option::IntoIter<T>,
        ['a, T] result::Iter<'a, T>, ['a, T] result::IterMut<'a, T>, [T] result::IntoIter<T>,
        [T] iter::Empty<T>, [T] iter::Once<T>;
}

/// Of owned or exclusive ones the number can be seen, but not by making their iterator.
macro_rules! at_most_one {
    ($([$($generics:tt)*] $head:ty, $this:ident => $any:expr;)*) => {$(
        impl<$($generics)*> IntoSource for $head
        {
            type Source = Pull<<$head as IntoIterator>::IntoIter>;

            #[inline(always)]
            fn into_source(self) -> Self::Source {
                Pull(self.into_iter())
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                let $this = self;
                Extent::exact(usize::from($any))
            }
        }
    )*};
}

at_most_one! {
    [T] Option<T>, this => this.is_some();
    ['a, T] &'a mut Option<T>, this => this.is_some();
    [T, E] Result<T, E>, this => this.is_ok();
    ['a, T, E] &'a mut Result<T, E>, this => this.is_ok();
}

// Text, and characters. How many there are is not known in advance.
pulled! {
    about:
        ['a] str::Chars<'a>, ['a] str::CharIndices<'a>, ['a] str::Lines<'a>,
        ['a] str::SplitWhitespace<'a>, ['a] str::SplitAsciiWhitespace<'a>, ['a] str::EncodeUtf16<'a>,
        ['a] string::Drain<'a>;
    hint:
        [] Range<char>, [] RangeInclusive<char>;
}

/// Of std's patterns, all but closures. The trait that they share cannot be named.
macro_rules! split {
    ($($name:ident)*) => {$(
        pulled! {
            about:
                ['a] str::$name<'a, char>, ['a, 'p] str::$name<'a, &'p str>, ['a, 'p] str::$name<'a, &'p String>,
                ['a, 'p] str::$name<'a, &'p [char]>, ['a, const N: usize] str::$name<'a, [char; N]>,
                ['a, 'p, const N: usize] str::$name<'a, &'p [char; N]>;
        }
    )*};
}

split! { Split SplitN SplitTerminator SplitInclusive Matches MatchIndices }

// Searched from the end: not every pattern can be.
pulled! {
    about:
        ['a] str::RSplit<'a, char>, ['a, 'p] str::RSplit<'a, &'p str>,
        ['a] str::RSplitN<'a, char>, ['a, 'p] str::RSplitN<'a, &'p str>,
        ['a] str::RSplitTerminator<'a, char>, ['a, 'p] str::RSplitTerminator<'a, &'p str>,
        ['a] str::RMatches<'a, char>, ['a, 'p] str::RMatches<'a, &'p str>,
        ['a] str::RMatchIndices<'a, char>, ['a, 'p] str::RMatchIndices<'a, &'p str>;
}

// Of the process, and of paths. The variables were copied when they were asked for.
pulled! {
    exact: [] env::Args, [] env::ArgsOs;
    about:
        [] env::Vars, [] env::VarsOs,
        ['a] path::Components<'a>, ['a] path::Iter<'a>, ['a] path::Ancestors<'a>;
    path: ['a] &'a Path, ['a] &'a PathBuf;
}

/// What std's adapters without a closure may stand on and still be quiet.
pub trait Quiet: Iterator {}

macro_rules! quiet {
    ($([$($generics:tt)*] $iter:ty),* $(,)?) => {$(
        impl<$($generics)*> Quiet for $iter where $iter: Iterator {}
    )*};
}

quiet! {
    ['a, T] slice::Iter<'a, T>, ['a, T] slice::IterMut<'a, T>, [T] vec::IntoIter<T>,
    [T, const N: usize] std::array::IntoIter<T, N>, ['a, T] vec_deque::Iter<'a, T>, ['a] str::Bytes<'a>,
    ['a, T] slice::Chunks<'a, T>, ['a, T] slice::ChunksExact<'a, T>, ['a, T] slice::Windows<'a, T>,
    ['a, T] slice::ChunksMut<'a, T>, ['a, T] slice::ChunksExactMut<'a, T>, ['a, T] slice::RChunks<'a, T>,
    ['a, T] slice::RChunksExact<'a, T>, ['a, T] slice::RChunksMut<'a, T>, ['a, T] slice::RChunksExactMut<'a, T>,
    [T] Range<T>, [T] RangeInclusive<T>, [T] RangeFrom<T>,
    ['a, K, V] hash_map::Iter<'a, K, V>, ['a, K, V] hash_map::IterMut<'a, K, V>, [K, V] hash_map::IntoIter<K, V>,
    ['a, K, V] hash_map::Keys<'a, K, V>, ['a, K, V] hash_map::Values<'a, K, V>, ['a, K, V] hash_map::ValuesMut<'a, K, V>,
    [K, V] hash_map::IntoKeys<K, V>, [K, V] hash_map::IntoValues<K, V>, [K, V] btree_map::IntoKeys<K, V>, [K, V] btree_map::IntoValues<K, V>,
    ['a, T] hash_set::Iter<'a, T>, [T] hash_set::IntoIter<T>, ['a, T] binary_heap::Iter<'a, T>, [T] binary_heap::IntoIter<T>,
    ['a, K, V] btree_map::Iter<'a, K, V>, ['a, K, V] btree_map::IterMut<'a, K, V>, [K, V] btree_map::IntoIter<K, V>,
    ['a, K, V] btree_map::Keys<'a, K, V>, ['a, K, V] btree_map::Values<'a, K, V>,
    ['a, K, V] btree_map::ValuesMut<'a, K, V>, ['a, K, V] btree_map::Range<'a, K, V>,
    ['a, T] btree_set::Iter<'a, T>, [T] btree_set::IntoIter<T>, ['a, T] btree_set::Range<'a, T>,
    ['a, T] linked_list::Iter<'a, T>, ['a, T] linked_list::IterMut<'a, T>, [T] linked_list::IntoIter<T>,
    ['a, T] vec_deque::IterMut<'a, T>, [T] vec_deque::IntoIter<T>, ['a, T] vec::Drain<'a, T>,
    ['a, T] option::Iter<'a, T>, [T] option::IntoIter<T>, [T] iter::Empty<T>, [T] iter::Once<T>,
    ['a] str::Chars<'a>, ['a] str::CharIndices<'a>, ['a] str::Lines<'a>,
    ['a] str::SplitWhitespace<'a>, ['a] str::SplitAsciiWhitespace<'a>,
    ['a] str::Split<'a, char>, ['a, 'p] str::Split<'a, &'p str>,
    [] env::Args,
    [A: Quiet, B: Quiet] iter::Chain<A, B>, [A: Quiet, B: Quiet] iter::Zip<A, B>,
    [I: Quiet] iter::Skip<I>, [I: Quiet] iter::Take<I>, [I: Quiet] iter::StepBy<I>, [I: Quiet] iter::Fuse<I>,
    [I: Quiet + Iterator] iter::Peekable<I>, [I: Quiet] iter::Enumerate<I>, [I: Quiet] iter::Rev<I>, [I: Quiet] iter::Copied<I>,
}

// Held in a variable, or made by a function: those written in front of a loop are taken apart and cut.
pulled! {
    about:
        [A: Quiet, B: Quiet + Iterator<Item = A::Item>] iter::Chain<A, B>, [A: Quiet, B: Quiet] iter::Zip<A, B>,
        [I: Quiet] iter::Skip<I>, [I: Quiet] iter::Take<I>, [I: Quiet] iter::StepBy<I>, [I: Quiet] iter::Fuse<I>,
        [I: Quiet] iter::Peekable<I>;
}
