//! How a consuming method is run in chunks, and the simple ones.

use crate::exit::{Chunk, ControlFlow, Infallible};
use std::any::Any;
use std::mem;
use std::panic::resume_unwind;
use std::task::Poll;

/// What somebody panicked with.
pub type Payload = Box<dyn Any + Send>;

/// A consuming method of a chain whose items are `I`. A worker fills a part per chunk; the caller merges the parts in
/// the order of the source, into `self`.
pub trait Terminal<I>: Sized {
    /// What a chunk keeps.
    type Part: Send;
    /// What ends the chain early.
    type Exit: Send;
    /// The value of the chain.
    type Value;

    /// Told before anything runs: how many items the head has.
    fn expect(&mut self, _items: usize) {}

    /// The part of a chunk that has seen nothing.
    fn part() -> Self::Part;

    /// Runs the chain over a piece, on a worker.
    fn fill(part: &mut Self::Part, items: impl Iterator<Item = I>) -> Chunk<Self::Exit>;

    /// Takes a part over, on the caller.
    fn merge(&mut self, part: Self::Part) -> Option<Self::Exit>;

    /// Runs the call. A panic is kept for the value where it may not come to that panic.
    ///
    /// # Errors
    ///
    /// What the call panicked with; everything before is merged.
    #[inline(always)]
    fn attempt<R>(call: impl FnOnce() -> R) -> Result<R, Payload> {
        Ok(call())
    }

    /// The call has panicked.
    #[inline(always)]
    fn panicked(&mut self, panic: Payload) {
        resume_unwind(panic);
    }

    /// Whether [`drain`](Self::drain) leaves memory that serves later chunks.
    const HAS_MEMORY: bool = false;

    /// As [`merge`](Self::merge); leaves a part that has seen nothing.
    #[inline(always)]
    fn drain(&mut self, part: &mut Self::Part) -> Option<Self::Exit> {
        self.merge(mem::replace(part, Self::part()))
    }

    /// The value, once everything up to the end is merged.
    fn value(self, exit: Option<Self::Exit>) -> Self::Value;

    /// The value where the item behind everything merged is a failure; `None` where it takes all items, so that it meets the failure.
    #[inline(always)]
    fn value_before_failure(self) -> Option<Self::Value> {
        None
    }
}

/// `count()`
#[derive(Clone, Copy, Debug, Default)]
pub struct Count(usize);

impl<I> Terminal<I> for Count {
    type Part = usize;
    type Exit = Infallible;
    type Value = usize;

    #[inline(always)]
    fn part() -> usize {
        0
    }

    #[inline(always)]
    fn fill(part: &mut usize, items: impl Iterator<Item = I>) -> Chunk<Infallible> {
        *part = items.count();
        Chunk::Done
    }

    #[inline(always)]
    fn merge(&mut self, part: usize) -> Option<Infallible> {
        self.0 += part;
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> usize {
        self.0
    }
}

/// `last()`
#[derive(Clone, Copy, Debug)]
pub struct Last<I>(Option<I>);

impl<I> Default for Last<I> {
    fn default() -> Self {
        Self(None)
    }
}

impl<I: Send> Terminal<I> for Last<I> {
    type Part = Option<I>;
    type Exit = Infallible;
    type Value = Option<I>;

    #[inline(always)]
    fn part() -> Option<I> {
        None
    }

    #[inline(always)]
    fn fill(part: &mut Option<I>, items: impl Iterator<Item = I>) -> Chunk<Infallible> {
        *part = items.last();
        Chunk::Done
    }

    #[inline(always)]
    fn merge(&mut self, part: Option<I>) -> Option<Infallible> {
        if part.is_some() {
            self.0 = part;
        }
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) -> Option<I> {
        self.0
    }
}

/// `for_each(f)`, after a `map(f)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Each;

impl Terminal<()> for Each {
    type Part = ();
    type Exit = Infallible;
    type Value = ();

    #[inline(always)]
    fn part() {}

    #[inline(always)]
    fn fill((): &mut (), items: impl Iterator<Item = ()>) -> Chunk<Infallible> {
        items.for_each(drop);
        Chunk::Done
    }

    #[inline(always)]
    fn merge(&mut self, (): ()) -> Option<Infallible> {
        None
    }

    #[inline(always)]
    fn value(self, _: Option<Infallible>) {}
}

/// What the closure of `try_for_each` may give.
#[diagnostic::on_unimplemented(
    message = "AMZ020: `try_for_each` with a closure that gives `{Self}` cannot be left in a parallel chain",
    label = "not a `Result<(), E>`, `Option<()>` or `ControlFlow<B>`",
    note = "help: give a `Result`, or leave the chain `#[serial]`"
)]
pub trait Attempt: Sized {
    /// Whether the chain ends with this value.
    fn ends(&self) -> bool;
    /// The value of a chain that came to its end.
    fn done() -> Self;
}

macro_rules! attempts {
    ($([$($generic:tt)*] $ty:ty: $this:ident => $ends:expr, $done:expr;)*) => { $(
        impl<$($generic)*> Attempt for $ty {
            #[inline(always)]
            fn ends(&self) -> bool {
                let $this = self;
                $ends
            }
            #[inline(always)]
            fn done() -> Self {
                $done
            }
        }
    )* };
}
attempts! {
    [E] Result<(), E>: this => this.is_err(), Ok(());
    [] Option<()>: this => this.is_none(), Some(());
    [B] ControlFlow<B, ()>: this => this.is_break(), ControlFlow::Continue(());
    [E] Poll<Result<(), E>>: this => matches!(this, Poll::Ready(Err(_))), Poll::Ready(Ok(()));
}

/// `try_for_each(f)`, after a `map(f)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attempts;

impl<R: Attempt + Send> Terminal<R> for Attempts {
    type Part = ();
    type Exit = R;
    type Value = R;

    #[inline(always)]
    fn part() {}

    #[inline(always)]
    fn fill((): &mut (), mut items: impl Iterator<Item = R>) -> Chunk<R> {
        match items.find(Attempt::ends) {
            Some(end) => Chunk::Exit(end),
            None => Chunk::Done,
        }
    }

    #[inline(always)]
    fn merge(&mut self, (): ()) -> Option<R> {
        None
    }

    #[inline(always)]
    fn value(self, exit: Option<R>) -> R {
        exit.unwrap_or_else(R::done)
    }
}
