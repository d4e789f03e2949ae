//! The promise, form by form: an annotated function gives what the plain one gives, bit for bit, whatever the runtime decides.
//!
//! `AMORSIZE_LONG=1` runs every combination on large inputs too, and random rounds after that.

// The cases are written the way users write loops, indices included.
// Some of them stay serial, and the compiler says so (AMZ040).
#![allow(clippy::all, deprecated)]

mod counted;
mod harness;
mod input;
mod seen;

#[cfg(feature = "ndarray")]
mod arrays;
mod blocks;
mod collections;
mod drops;
mod effects;
mod exits;
mod flat;
mod floats;
mod heads;
mod lent;
mod map;
mod nests;
mod options;
mod panics;
mod printing;
mod pulled;
mod reductions;
mod replays;
mod shapes;
mod steps;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod taken;
mod understood;
mod views;
