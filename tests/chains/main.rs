//! Iterator chains against their plain text: every adapter with the terminals that tell most, every terminal with the adapters
//! that matter, and by hand what is special. The driver is that of the differential suite.

#![allow(dead_code, clippy::all)]

#[path = "../differential/harness.rs"]
mod harness;
#[path = "../differential/input.rs"]
mod input;
#[path = "../differential/seen.rs"]
mod seen;

mod adapters;
mod closures;
mod exits;
mod inference;
mod places;
mod terminals;
mod types;
