//! What a call is when the feature `parallel` is off: the loop on this thread, as one chunk unless it is pulled.
//!
//! Only sites that always go through [`Call::run`] get one: those whose result is defined by how
//! they are cut (`float = "blocked"`) or who have private values (`local`). Features must not
//! change what a loop computes.

use std::marker::PhantomData;

use crate::check::Check;
use crate::exit::Chunk;
use crate::source::{Feed, Stock, Tap};

/// Items of a chunk that is pulled: a multiple of every alignment.
const PULLED: usize = 1024;

/// A loop that runs through [`Call::run`].
#[derive(Debug)]
pub struct Call<'p>(PhantomData<&'p ()>);

impl Call<'_> {
    /// A call of a site that always has one.
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }

    /// No call is checked without an executor.
    #[must_use]
    pub fn check(&self) -> Check {
        Check::new(None)
    }

    /// Not told.
    pub(crate) fn items(&self) -> usize {
        0
    }

    /// Runs the whole loop: as one chunk, or as many as are pulled. See the `Call` of the parallel build.
    pub fn run<F, L, T, X>(
        self,
        feed: F,
        local: impl Fn() -> L + Sync,
        start: impl Fn() -> T + Sync,
        chunk: impl Fn(F::Iter, &mut L, &mut T) -> Chunk<X> + Sync,
        mut merge: impl FnMut(T) -> Option<X>,
    ) -> Option<X>
    where
        F: Feed,
        T: Send,
        X: Send,
    {
        use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

        let (mut stock, mut tap) = feed.open(None);
        let mut mine = local();
        loop {
            if !tap.is_dry() {
                F::Tap::deliver(tap.pull(PULLED), &mut stock);
            }
            if !stock.is_ready() {
                return None;
            }
            let len = stock.next_len().unwrap_or(stock.left());
            let piece = stock.take(len);
            let mut state = start();
            let run = catch_unwind(AssertUnwindSafe(|| {
                chunk(F::items(piece), &mut mine, &mut state).exit()
            }));
            // The items before a panic are merged, as the plain loop has them done.
            let earlier = merge(state);
            match run {
                Ok(exit) => {
                    let exit = earlier.or(exit);
                    if exit.is_some() {
                        return exit;
                    }
                }
                Err(_) if earlier.is_some() => return earlier,
                Err(payload) => resume_unwind(payload),
            }
        }
    }
}
