//! `cargo amorsize` as a user runs it, on crates made for it.

mod check;
mod crates;
mod kit;
mod measures;
mod recordings;
mod runs;
