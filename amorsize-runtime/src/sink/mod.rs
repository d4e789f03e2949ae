//! Sinks: what a body writes to outside itself, and how a chunk keeps its writes until they are merged in source order.
//!
//! Every changed variable has a *kind*, chosen by its type before the loop ([`Probe`]). A kind makes one *part* per
//! chunk; an update either goes into the part or is handed back, and then it is logged ([`Log`]) and the macro replays
//! the user's own statement. `README.md` beside this file lists the snippets that the macro writes.

mod blocked;
mod count;
mod entries;
mod entry;
#[cfg(test)]
mod generated;
mod grid;
mod insert;
mod known;
mod log;
mod minmax;
mod numbers;
mod op;
mod ordered;
mod probe;
mod push;
mod reached;
mod seen;
mod slices;
mod slot;

pub use blocked::{Blocked, BlockedItem, blocked_item};
pub use count::{CountKind, Counters, Counts};
pub use entries::{Entries1, Entries2, Entries3, Entries4, Entries5, Entries6, Entries7, Entries8};
pub use entry::{
    EntryKind, EntryPart, Group, GroupKind, LocalMap, LoggedGroup, LoggedGroupKind, OuterMap,
};
pub use grid::{Cells, Grid, GridKind};
pub use insert::{HashInserts, InsertKind, Inserted, TreeInserts};
pub use known::Known;
pub use log::{Hinted, Log, Logs, Text};
pub use minmax::{Greatest, GreatestFloat, Least, LeastFloat};
pub use numbers::{Bits, Bounded, Float, Int};
pub use op::{
    Add, And, Append, Apply, BitAnd, BitOr, BitXor, Div, Fast, FastProduct, Kept, Logged, Max, Min,
    Mul, Or, Part, Product, Rem, Shl, Shr, Sub, Sum, Undecided, WrappingAdd, WrappingMul,
    WrappingSub, Xor, by,
};
pub use ordered::{Ordered, ordered};
pub use probe::{Kind, Probe};
pub use push::{Appends, Grow, Grown};
pub use reached::{Reached, Transparent, Unnoticed};
pub use seen::Seen;
pub use slot::{Best, BestKind, Slot, SlotKind};

/// Traits beside which one of the user's with such a method is ambiguous.
pub mod namesakes {
    pub use super::slices::{LenOfTheSlice as _, SwapOfTheSlice as _};
    pub use std::fmt::Write as _;
}

/// The traits that choose a kind, for a `use …::methods::*` in generated code.
///
/// They come without names: a glob that brought names would shadow the user's items of the same name.
pub mod methods {
    pub use super::count::{CountsAny as _, CountsKnown as _};
    pub use super::entry::{EntriesAny as _, EntriesKnown as _, GroupsAny as _, GroupsKnown as _};
    pub use super::grid::{GridAny as _, GridKnown as _};
    pub use super::insert::{InsertsAny as _, InsertsKnown as _};
    pub use super::probe::{OpsAny as _, OpsExact as _, OpsKnown as _};
    pub use super::push::{AppendsAny as _, AppendsKnown as _};
    pub use super::reached::{Directly as _, ThroughOwn as _, ThroughStd as _};
}
