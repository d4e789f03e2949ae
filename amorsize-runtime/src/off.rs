//! What a call is when the feature `parallel` is off: the loop as one chunk, on this thread.
//!
//! Only sites that always go through [`Call::run`] get one: those whose result is defined by how
//! they are cut (`float = "blocked"`) or who have private values (`local`). Features must not
//! change what a loop computes.

use std::marker::PhantomData;

use crate::exit::Chunk;
use crate::source::Source;

/// A loop that runs through [`Call::run`].
#[derive(Debug)]
pub struct Call<'p>(PhantomData<&'p ()>);

impl Call<'_> {
    /// A call of a site that always has one.
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }

    /// Runs the whole loop as one chunk. See the `Call` of the parallel build.
    pub fn run<S, L, T, X>(
        self,
        source: S,
        local: impl Fn() -> L + Sync,
        start: impl Fn() -> T + Sync,
        chunk: impl Fn(S::Iter, &mut L, &mut T) -> Chunk<X> + Sync,
        mut merge: impl FnMut(T) -> Option<X>,
    ) -> Option<X>
    where
        S: Source,
        T: Send,
        X: Send,
    {
        use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

        let mut mine = local();
        let mut state = start();
        let run = catch_unwind(AssertUnwindSafe(|| {
            chunk(source.into_iter(), &mut mine, &mut state).exit()
        }));
        // The items before a panic are merged, as the plain loop has them done.
        let earlier = merge(state);
        match run {
            Ok(exit) => earlier.or(exit),
            Err(_) if earlier.is_some() => earlier,
            Err(payload) => resume_unwind(payload),
        }
    }
}
