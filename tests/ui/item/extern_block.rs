#[amorsize::parallel]
extern "C" {}

fn main() {}
