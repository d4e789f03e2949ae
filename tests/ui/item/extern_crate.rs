#[amorsize::parallel]
extern crate core;

fn main() {}
