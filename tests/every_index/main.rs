//! Every form, left at every item of a short loop in every way: by `break`, `return`, `?` and a panic, before, in and behind what
//! the form does. The value, what is left behind, and what is still alive are the plain loop's.
//!
//! One row of a table is a form; the functions around it are the same for all (`form.rs`). Lengths and cuts are those of the
//! differential suite, which drives the same forms.

// Not every form uses all that it is given, and some stay serial (AMZ040).
#![allow(dead_code, unused, for_loops_over_fallibles, clippy::all, deprecated)]

#[path = "../differential/counted.rs"]
mod counted;
#[path = "../differential/harness.rs"]
mod harness;
#[path = "../differential/input.rs"]
mod input;
#[path = "../differential/seen.rs"]
mod seen;

mod at;
mod drive;
#[macro_use]
mod form;

mod chains;
mod effects;
mod elements;
mod heads;
mod others;
mod reductions;
