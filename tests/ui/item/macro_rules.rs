#[amorsize::parallel]
macro_rules! nothing {
    () => {};
}

fn main() {}
