#[amorsize::parallel(map)]
fn score() -> f64 {
    1.0
}

fn main() {}
