#[parallel]
fn double(xs: &[f64], out: &mut [f64]) {
    for i in 0..xs.len() {
        out[i] = xs[i] * 2.0;
    }
}
