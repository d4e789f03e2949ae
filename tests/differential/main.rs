//! The promise, form by form: an annotated function gives what the plain one gives, bit for bit, whatever the runtime decides.
//!
//! `AMORSIZE_LONG=1` runs every combination on large inputs too, and random rounds after that.

// The cases are written the way users write loops, indices included.
#![allow(clippy::all)]

mod harness;
mod input;
mod seen;

mod heads;
mod views;
// Not compiled as long as they are refused: `--cfg amorsize_pending`.
#[cfg(amorsize_pending)]
mod pending;
mod reductions;
mod floats;
mod collections;
mod exits;
mod panics;
