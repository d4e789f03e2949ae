#![deny(deprecated)]

#[amorsize::parallel]
fn dot(a: &[f64], b: &Vec<f64>, mean: f64) -> f64 {
    let mut total = 0.0;
    for i in 0..a.len().min(b.len()) {
        total += (a[i] - mean) * b[i];
    }
    total
}

fn main() {
    dot(&[], &Vec::new(), 0.0);
}
