#![allow(unused_macros)]

#[amorsize::parallel]
macro_rules! nothing {
    () => {};
}

fn main() {}
