#![deny(deprecated)]

#[amorsize::parallel]
fn squares(xs: &[f32]) -> f32 {
    xs.iter().map(|x| x * x).sum()
}

fn main() {
    squares(&[]);
}
