//! `take_while` and `map_while`: adapters that end the whole chain, not only the piece they stand in.

use super::terminal::Terminal;
use super::{Chain, Crosses};
use crate::exit::Chunk;
use crate::site::Call;
use crate::source::Source;
use std::cell::Cell;
use std::rc::Rc;

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

/// As [`over`](super::over), for a chain with such an adapter.
#[inline(always)]
pub fn over_ending<S, F, J>(_source: &S, run: F) -> Chain<F, J>
where
    S: Source,
    F: Fn(S::Iter, Ends) -> J + Sync,
    J: Iterator<Item: Crosses>,
{
    Chain::new(run)
}

/// As [`run`](super::run), for a chain with such an adapter.
#[inline(always)]
pub fn run_ending<S, F, J, K>(
    call: Call<'_>,
    source: S,
    chain: Chain<F, J>,
    mut terminal: K,
) -> K::Value
where
    S: Source,
    F: Fn(S::Iter, Ends) -> J + Sync,
    J: Iterator,
    K: Terminal<J::Item>,
{
    terminal.expect(source.len());
    let run = &chain.run;
    // `Some(None)`: the chain has ended, and the terminal did not ask for it.
    let exit = call.run(
        source,
        || (),
        K::part,
        |piece, (), part| {
            let ends = Ends::default();
            match K::fill(part, run(piece, ends.clone())) {
                Chunk::Exit(exit) => Chunk::Exit(Some(exit)),
                Chunk::Done if ends.0.get() => Chunk::Exit(None),
                Chunk::Done => Chunk::Done,
            }
        },
        |part| terminal.merge(part).map(Some),
    );
    terminal.value(exit.flatten())
}
