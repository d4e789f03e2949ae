//! `cargo amorsize` as a user runs it, on crates made for it.

mod check;
mod crates;
mod edges;
mod kit;
mod measures;
mod progress;
mod recordings;
mod runs;
