//! Tests of the whole expansion, in process: what it looks like, and that nothing a user types makes it panic.

mod catalogue;
mod expand;
mod fuzz;
mod half_typed;
mod nesting;
