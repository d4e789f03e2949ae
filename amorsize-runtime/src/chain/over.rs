//! The steps of a chain as a function of one piece.

use super::Crosses;
use super::terminal::Terminal;
use crate::exit::Chunk;
use crate::source::Feed;
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

/// What a chain gives.
pub trait Gives {
    /// Its items.
    type Item;
}

/// A chain over the pieces of a source.
pub trait Pieces<S: Feed>: Gives + Sync {
    /// Runs it over a piece, into a part of the terminal. `Exit(None)`: an adapter has ended the chain.
    fn run<K: Terminal<Self::Item>>(
        &self,
        piece: S::Iter,
        part: &mut K::Part,
    ) -> Chunk<Option<K::Exit>>;
}

/// The steps, and the type `J` of what they give.
pub struct Chain<F, J> {
    steps: F,
    gives: PhantomData<fn() -> J>,
}

/// The chain of generated code; `source` tells the compiler the type of a piece.
#[inline(always)]
pub fn over<S, F, J>(_source: &S, steps: F) -> Chain<F, J>
where
    S: Feed,
    F: Fn(S::Iter) -> J + Sync,
    J: Iterator<Item: Crosses>,
{
    Chain {
        steps,
        gives: PhantomData,
    }
}

impl<F, J: Iterator> Gives for Chain<F, J> {
    type Item = J::Item;
}

impl<S: Feed, F: Fn(S::Iter) -> J + Sync, J: Iterator> Pieces<S> for Chain<F, J> {
    #[inline(always)]
    fn run<K: Terminal<J::Item>>(
        &self,
        piece: S::Iter,
        part: &mut K::Part,
    ) -> Chunk<Option<K::Exit>> {
        match K::fill(part, (self.steps)(piece)) {
            Chunk::Exit(exit) => Chunk::Exit(Some(exit)),
            Chunk::Done => Chunk::Done,
        }
    }
}

/// Steps with `take_while` or `map_while`, which end the whole chain and not only the piece they stand in.
pub struct Ending<F, J> {
    steps: F,
    gives: PhantomData<fn() -> J>,
}

/// As [`over`], for such steps.
#[inline(always)]
pub fn over_ending<S, F, J>(_source: &S, steps: F) -> Ending<F, J>
where
    S: Feed,
    F: Fn(S::Iter, Ends) -> J + Sync,
    J: Iterator<Item: Crosses>,
{
    Ending {
        steps,
        gives: PhantomData,
    }
}

impl<F, J: Iterator> Gives for Ending<F, J> {
    type Item = J::Item;
}

impl<S: Feed, F: Fn(S::Iter, Ends) -> J + Sync, J: Iterator> Pieces<S> for Ending<F, J> {
    #[inline(always)]
    fn run<K: Terminal<J::Item>>(
        &self,
        piece: S::Iter,
        part: &mut K::Part,
    ) -> Chunk<Option<K::Exit>> {
        let ends = Ends::default();
        match K::fill(part, (self.steps)(piece, ends.clone())) {
            Chunk::Exit(exit) => Chunk::Exit(Some(exit)),
            Chunk::Done if ends.0.get() => Chunk::Exit(None),
            Chunk::Done => Chunk::Done,
        }
    }
}

impl<F, J> fmt::Debug for Chain<F, J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chain")
    }
}

impl<F, J> fmt::Debug for Ending<F, J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ending")
    }
}

/// Whether the chain has ended inside the piece at hand. Made once per chunk, on the worker.
#[derive(Clone, Debug, Default)]
pub struct Ends(Rc<Cell<bool>>);

impl Ends {
    /// As [`Iterator::take_while`].
    #[inline(always)]
    pub fn take_while<I: Iterator, P: FnMut(&I::Item) -> bool>(
        &self,
        items: I,
        mut p: P,
    ) -> impl Iterator<Item = I::Item> + use<I, P> {
        let ends = self.clone();
        items.take_while(move |item| {
            let goes_on = p(item);
            if !goes_on {
                ends.0.set(true);
            }
            goes_on
        })
    }

    /// As [`Iterator::map_while`].
    #[inline(always)]
    pub fn map_while<I: Iterator, B, F: FnMut(I::Item) -> Option<B>>(
        &self,
        items: I,
        mut f: F,
    ) -> impl Iterator<Item = B> + use<I, B, F> {
        let ends = self.clone();
        items.map_while(move |item| {
            let value = f(item);
            if value.is_none() {
                ends.0.set(true);
            }
            value
        })
    }
}
