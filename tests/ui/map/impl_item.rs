#[amorsize::parallel(map)]
fn score(x: impl Into<f64>) -> f64 {
    x.into()
}

fn main() {}
