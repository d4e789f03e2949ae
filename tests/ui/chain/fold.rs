#[amorsize::parallel]
fn total(xs: &[f64]) -> f64 {
    xs.iter().map(|x| x * 2.0).fold(0.0, |a, x| a + x)
}

fn main() {}
