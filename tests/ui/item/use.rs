#![allow(unused_imports)]

#[amorsize::parallel]
use std::collections::HashMap;

fn main() {}
