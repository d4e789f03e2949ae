#[amorsize::parallel]
use std::collections::HashMap;

fn main() {}
