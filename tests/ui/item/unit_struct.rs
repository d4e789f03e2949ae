#[amorsize::parallel]
struct Doc;

fn main() {}
