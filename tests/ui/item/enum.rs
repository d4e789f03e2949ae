#[amorsize::parallel]
enum Kind {
    Plain,
}

fn main() {}
