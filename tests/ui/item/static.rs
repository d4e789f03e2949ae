#[amorsize::parallel]
static LIMIT: usize = 3;

fn main() {}
