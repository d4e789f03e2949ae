#[amorsize::parallel]
mod inner {}

fn main() {}
