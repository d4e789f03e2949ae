#![deny(deprecated)]

#[amorsize::parallel]
fn add(a: &[f64; 4], b: &[f64; 4]) -> [f64; 4] {
    let mut sum: [f64; 4] = [0.0; 4];
    for i in 0..4 {
        sum[i] = a[i] + b[i];
    }
    sum
}

fn main() {
    add(&[0.0; 4], &[0.0; 4]);
}
