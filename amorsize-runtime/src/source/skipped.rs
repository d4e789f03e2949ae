//! `skip_while` in a head: std asks its closure before the first body and never again, so it is asked before the loop is cut.

use std::collections::{btree_map, btree_set, hash_map, hash_set, linked_list, vec_deque};
use std::ops::{Range, RangeInclusive};
use std::{iter, slice, str};

/// Iterators of std that can stand still at an item: a copy of them is made at once and gives the same items.
#[diagnostic::on_unimplemented(
    message = "AMZ024: `{Self}` cannot go back to the item that `skip_while` stops at",
    label = "the items of this head are moved out of it, or made by running it",
    note = "skip in a loop of its own before this one, or collect the items into a `Vec` first and start from `.iter()`"
)]
pub trait Rewind: Iterator + Clone {}

macro_rules! rewind {
    ($([$($generics:tt)*] $iter:ty),* $(,)?) => {$(
        impl<$($generics)*> Rewind for $iter where $iter: Iterator + Clone {}
    )*};
}

rewind! {
    ['a, T] slice::Iter<'a, T>, ['a, T] slice::Chunks<'a, T>, ['a, T] slice::ChunksExact<'a, T>,
    ['a, T] slice::RChunks<'a, T>, ['a, T] slice::RChunksExact<'a, T>, ['a, T] slice::Windows<'a, T>,
    ['a, T] vec_deque::Iter<'a, T>, ['a] str::Bytes<'a>, ['a] str::Chars<'a>, ['a] str::CharIndices<'a>, ['a] str::Lines<'a>,
    ['a] str::SplitWhitespace<'a>, ['a] str::SplitAsciiWhitespace<'a>, ['a] str::Split<'a, char>, ['a, 'p] str::Split<'a, &'p str>,
    ['a, K, V] hash_map::Iter<'a, K, V>, ['a, K, V] hash_map::Keys<'a, K, V>, ['a, K, V] hash_map::Values<'a, K, V>,
    ['a, T] hash_set::Iter<'a, T>, ['a, K, V] btree_map::Iter<'a, K, V>, ['a, K, V] btree_map::Range<'a, K, V>,
    ['a, K, V] btree_map::Keys<'a, K, V>, ['a, K, V] btree_map::Values<'a, K, V>,
    ['a, T] btree_set::Iter<'a, T>, ['a, T] btree_set::Range<'a, T>, ['a, T] linked_list::Iter<'a, T>,
    [A: super::Integer] Range<A>, [A: super::Integer] RangeInclusive<A>,
    [I: Rewind] iter::Enumerate<I>, [I: Rewind] iter::Rev<I>, [I: Rewind] iter::Copied<I>,
    [I: Rewind] iter::Skip<I>, [I: Rewind] iter::Take<I>, [I: Rewind] iter::StepBy<I>, [I: Rewind] iter::Fuse<I>, [I: Rewind] iter::Peekable<I>,
    [A: Rewind, B: Rewind] iter::Zip<A, B>, [A: Rewind, B: Rewind] iter::Chain<A, B>,
}

/// As [`Iterator::skip_while`], at once: the iterator stands at the first item that does not hold.
#[inline]
pub fn skip_while<I, P>(mut iter: I, holds: &mut P) -> I
where
    I: Rewind,
    P: FnMut(&I::Item) -> bool,
{
    loop {
        let here = iter.clone();
        match iter.next() {
            Some(item) if holds(&item) => {}
            Some(_) => return here,
            None => return iter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_std() {
        let v: Vec<i32> = (0..9).collect();
        for from in 0..11 {
            let mut asked = (0, 0);
            let got: Vec<_> = skip_while(v.iter().enumerate(), &mut |(_, x)| {
                asked.0 += 1;
                **x % 10 < from
            })
            .collect();
            let want: Vec<_> = v
                .iter()
                .enumerate()
                .skip_while(|(_, x)| {
                    asked.1 += 1;
                    **x % 10 < from
                })
                .collect();
            assert_eq!((got, asked.0), (want, asked.1));
            let got = skip_while(0..=9u8, &mut |x| i32::from(*x) < from);
            assert!(got.eq((0..=9u8).skip_while(|x| i32::from(*x) < from)));
        }
    }
}
