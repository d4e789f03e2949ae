//! Iterator chains: `xs.iter().map(f).collect()`.
//!
//! [`adapters`] is the one list of what may stand in a chain, [`find`] finds chains and moves markers to them, [`parse`]
//! takes one apart, [`check`] refuses closures that do more than give a value, [`each`] turns `for_each` into a loop.

pub(crate) mod adapters;
mod check;
mod each;
pub(crate) mod find;
mod parse;

pub(crate) use check::{Capture, closures};
pub(crate) use each::{as_loop, summed};
pub(crate) use parse::{Argument, Chain, Side, Step};

use crate::args::Options;
use syn::ExprMethodCall;

/// A chain that was picked, and what surrounds it.
pub(crate) struct Site {
    /// As written, without our markers.
    pub(crate) call: ExprMethodCall,
    pub(crate) options: Options,
    /// The name in reports.
    pub(crate) name: String,
    /// The function around it.
    pub(crate) function: String,
    /// Markers of loops inside it.
    pub(crate) inside: Vec<syn::Attribute>,
}
