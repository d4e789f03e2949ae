#[amorsize::parallel]
unsafe extern "C" {}

fn main() {}
