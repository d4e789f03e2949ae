//! The attribute `#[amorsize::parallel]`. Use it through the crate `amorsize`, whose documentation is the manual.
//!
//! The phases, one file each: [`args`](crate) (the options), `parse` (the function, its markers and its loops),
//! `scope` (which name means which variable), `body` (facts about a loop body), `lower` (facts to plan), `check` (every
//! refusal), `expand` (plan to tokens).
#![forbid(unsafe_code)]

mod algebra;
mod args;
mod body;
mod cfgs;
mod chain;
mod check;
mod depth;
mod ends;
mod errors;
mod exits;
mod expand;
mod fallback;
mod flow;
mod free;
mod head;
mod lower;
mod malformed;
mod map;
mod markers;
mod methods;
mod names;
mod nest;
mod parse;
mod place;
mod plan;
mod rewrite;
mod scalar;
mod scope;
mod serial;
mod stdmacro;
mod steps;
#[cfg(test)]
mod tests;
mod uncut;
mod while_let;

// `cargo amorsize check` builds these sources a second time, as an ordinary library.
#[cfg(feature = "analysis")]
pub mod analysis;
#[cfg(feature = "analysis")]
extern crate proc_macro;

#[cfg(not(feature = "analysis"))]
use proc_macro::TokenStream;

/// Runs the loops of a function in parallel where that pays, without changing what the function computes.
///
/// On a function it takes every outermost `for` loop, or only those marked `#[parallel]` or `#[parallel(…)]` inside; a loop
/// marked `#[serial]` is left alone. A loop that is not understood completely is a compile error with a reason and a fix.
///
/// Options, on the attribute for every loop of the function or on a marker for one loop: `workers`, `chunk`, `target_chunk`,
/// `schedule`, `if`, `reduce`, `local`, `pull`, `float`, `order`, `key`, `pool`, `name`, `crate`; and on a per-item function
/// `map`, `map = IDENT` or (for an associated function without `self`) `map = Self::IDENT`, which adds a companion that maps a whole collection.
#[cfg(not(feature = "analysis"))]
#[proc_macro_attribute]
pub fn parallel(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(options.into(), item.into()).into()
}

/// The same for statements outside an annotated function.
///
/// Its value is that of the block, and `return`, `break` and `?` leave it as they leave a block. Markers inside pick the loops
/// as in an annotated function; `#![parallel(…)]` as the first thing gives options for all of them.
#[cfg(not(feature = "analysis"))]
#[proc_macro]
pub fn parallel_block(statements: TokenStream) -> TokenStream {
    expand::block(statements.into()).into()
}

/// A block that runs on the caller, in source order, inside a parallel loop; elsewhere it is just the block.
///
/// What it uses of the iteration is moved or copied to where it runs. It is a statement and gives no value; `?`, `return` and `break`
/// in it leave the loop at that point, and nothing of later iterations shows. What it changes may not be used by the rest of the body.
#[cfg(not(feature = "analysis"))]
#[proc_macro]
pub fn ordered(block: TokenStream) -> TokenStream {
    expand::ordered(block.into()).into()
}
