#[amorsize::parallel]
struct Doc {
    words: Vec<String>,
}

fn main() {}
