//! Iterator chains: what the parallel arm of `xs.iter().map(f).collect()` is made of.
//!
//! The head of a chain is cut as that of a `for` loop ([`Source`](crate::Source)). What follows it up to the terminal is written once
//! more, as the user wrote it, over one piece: std's own adapters, the user's own closures ([`over`]). How the terminal
//! is run in chunks is a [`Terminal`]: a worker puts the items of its piece into a part, the caller takes the parts in
//! the order of the source. Where nothing better is known for a type, a part holds the items themselves, and the caller
//! runs std's own method over all of them: that is exact for every type.
//!
//! ```text
//! match (xs.iter(),) {
//!     (head,) => {
//!         static SITE …
//!         let wanted = P::chain::Wanted::new();                       // names the type of the chain's value
//!         match SITE.enter(P::extent(&head).items(), || ()) {
//!             None => wanted.plain(&SITE, head.map(f).collect()),     // the chain as written
//!             Some(call) => {
//!                 let source = P::source(head);
//!                 let chain = P::chain::over(&source, |piece| piece.map(f));
//!                 let kind = { use P::chain::methods::*; (&&&P::chain::Probe::new(&wanted, &chain)).amorsize_collect() };
//!                 P::chain::run(call, source, chain, kind)
//!             }
//!         }
//!     }
//! }
//! ```
//!
//! There is no block around the `match`, so temporaries of the head live as long as in the plain statement.
//!
//! | the user | over a piece | terminal |
//! |---|---|---|
//! | `collect()` | | `Probe::amorsize_collect`: by the type collected into ([`Gather`]) |
//! | `sum()`, `product()` | | `Probe::amorsize_sum`, `Probe::amorsize_product`: by the type of the sum ([`Totals`]) |
//! | `min()`, `max()` | | `Order::amorsize_min`, `Order::amorsize_max`: by the type of the items |
//! | `min_by_key(f)`, `max_by_key(f)` | `keyed(…, f)` | `KeyOrder::amorsize_min`, `KeyOrder::amorsize_max`: by the type of the keys |
//! | `min_by(f)`, `max_by(f)`, `reduce(f)` | | [`fold`]: std's own method over the best so far and the items of a chunk |
//! | `count()`, `last()`, `nth(n)`, `unzip()`, `for_each(f)` | `.map(f)` | [`Count`], [`Last`], [`Nth`], [`Unzip`], [`Each`] |
//! | `any(p)`, `all(p)`, `position(p)`, `rposition(p)` | `.map(p)` | [`Any`], [`All`], [`Position`], [`FromTheEnd`] |
//! | `find(p)`, `find_map(f)` | `.filter(p)`, `.filter_map(f)` | [`First`] |
//! | `partition(p)` | `keyed(…, p)` | [`Partition`] |
//! | `try_for_each(f)` | `.map(f)` | [`Attempts`] |
//! | what only the caller can do | | [`items`], and then the rest of the chain as written |

mod behind;
mod gather;
mod items;
mod order;
mod over;
mod piece;
mod reduced;
mod search;
mod split;
mod steps;
mod terminal;
mod total;
mod tried;

pub use gather::{Boxed, Gather, GatherInto, InVec, Text, Tried};
pub use items::{Everything, Items, after, first_items, fold, items};
pub use order::{
    Bare, Best, ByKey, Greatest, InOrder, KeyOrder, Least, Order, Orderly, OrderlyItems, keyed,
};
pub use over::{Chain, Ending, Ends, Gives, Pieces, over, over_ending};
pub use piece::{
    Backward, Beside, BesidePiece, Numbered, NumberedPiece, backward, beside, limit, numbered,
};
pub use reduced::{Reduced, product_of_nothing, sum_of_nothing};
pub use search::{All, Any, First, FromTheEnd, Nth, Position};
pub use split::{Partition, Unzip};
pub use std::iter::once;
pub use steps::{Numbering, again, done, enumerate_from, left, step_from, steps, tested};
pub use terminal::{Attempt, Attempts, Count, Each, Last, Payload, Terminal};
pub use total::{AllAtOnce, Number, Operands, Plus, Times, Totals, Wrapped, Wrapping};
pub use tried::{Stop, TriedOption, TriedResult};

use crate::site::{Call, Site};
use crate::source::Feed;
use crate::spare::Spare;
use std::fmt;
use std::marker::PhantomData;

/// The traits that choose a terminal by type, for a `use …::methods::*` in generated code; nameless.
pub mod methods {
    pub use super::gather::{CollectAny as _, CollectKnown as _, CollectTried as _};
    pub use super::order::{KeyAny as _, KeyKnown as _, OrderAny as _, OrderKnown as _};
    pub use super::total::{TotalAny as _, TotalKnown as _, TotalTried as _};
}

/// The type of a chain's value, before anything is known of it: the plain arm settles it.
pub struct Wanted<B>(PhantomData<fn() -> B>);

impl<B> Wanted<B> {
    /// Of any type.
    #[inline(always)]
    #[must_use]
    #[expect(clippy::new_without_default, reason = "generated code names it")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// The value of the plain chain.
    #[inline(always)]
    pub fn plain(&self, site: &'static Site, value: B) -> B {
        site.plain_done();
        value
    }

    /// The value of the plain chain, where it may have ended before its last item: that is not timed.
    #[inline(always)]
    pub fn ended(&self, value: B) -> B {
        value
    }
}

impl<B> fmt::Debug for Wanted<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wanted")
    }
}

/// What may travel from a worker to the caller: `Send`, under a name whose message is ours.
#[diagnostic::on_unimplemented(
    message = "AMZ025: an item of type `{Self}` cannot come from a worker: it is not `Send`",
    label = "the items of this chain are made on workers",
    note = "help: `Arc` instead of `Rc`, `Box<dyn Error + Send + Sync>` instead of `Box<dyn Error>`, or leave the chain `#[serial]`"
)]
pub trait Crosses {}

#[diagnostic::do_not_recommend]
impl<T: Send> Crosses for T {}

/// Runs a chain in chunks.
#[inline(always)]
pub fn run<S, C, K>(call: Call<'_>, source: S, chain: C, mut terminal: K) -> K::Value
where
    S: Feed,
    C: Pieces<S>,
    K: Terminal<C::Item>,
{
    if !S::PULLED {
        terminal.expect(call.items());
    }
    let spare = &Spare::new();
    // `Some(None)`: an adapter has ended the chain.
    let ended = K::attempt(|| {
        call.run(
            source,
            || (),
            || {
                let kept = if K::HAS_MEMORY { spare.take() } else { None };
                kept.unwrap_or_else(K::part)
            },
            |piece, (), part| chain.run::<K>(piece, part),
            |mut part| {
                let exit = terminal.drain(&mut part);
                if K::HAS_MEMORY {
                    spare.keep(part);
                }
                exit.map(Some)
            },
        )
    });
    let exit = match ended {
        Ok(exit) => exit.flatten(),
        Err(panic) => {
            terminal.panicked(panic);
            None
        }
    };
    terminal.value(exit)
}

/// A value operand that every worker calls: by reference, so that one that changes its captures does not compile.
#[inline(always)]
pub const fn repeat<F: crate::exit::Shared>(f: &F) -> &F {
    f
}

/// What a `move` closure may capture: values that are copied. Workers cannot each own a value there is one of.
#[diagnostic::on_unimplemented(
    message = "AMZ018: the closure is `move` and takes `{Self}`, and every worker would need its own",
    label = "moved into the closure",
    note = "help: drop `move`, so that the closure borrows it, or capture a reference"
)]
pub trait Captured {}

#[diagnostic::do_not_recommend]
impl<T: Copy> Captured for T {}

/// Checks a capture of a `move` closure at its own name.
#[inline(always)]
pub const fn captured<T: Captured>(_: &T) {}

/// What a terminal is chosen by: the type that is wanted and that of the items. `CHECKED`: the user's crate panics on
/// integer overflow.
pub struct Probe<B, I, const CHECKED: bool>(PhantomData<fn(I) -> B>);

impl<B, I, const CHECKED: bool> Probe<B, I, CHECKED> {
    /// Looks at the types.
    #[inline(always)]
    #[must_use]
    pub const fn new<C: Gives<Item = I>>(_: &Wanted<B>, _: &C) -> Self {
        Self(PhantomData)
    }
}

impl<B, I, const CHECKED: bool> fmt::Debug for Probe<B, I, CHECKED> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Probe")
    }
}
