#[amorsize::parallel]
const LIMIT: usize = 3;

fn main() {}
