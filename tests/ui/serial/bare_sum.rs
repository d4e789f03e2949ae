#![deny(deprecated)]

#[amorsize::parallel]
fn sum(xs: &[f64]) -> f64 {
    let mut total = 0.0;
    for x in xs {
        total += x;
    }
    total
}

fn main() {
    sum(&[]);
}
