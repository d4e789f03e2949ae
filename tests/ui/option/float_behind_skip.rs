#[amorsize::parallel(float = "blocked")]
fn total(xs: &[f64]) -> f64 {
    xs.iter().map(|x| x.sqrt()).filter(|x| *x > 1.0).skip(1).sum()
}

fn main() {}
