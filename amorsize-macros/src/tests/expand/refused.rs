#[parallel]
fn prefix(v: &mut [f64]) {
    #[parallel]
    for i in 1..v.len() {
        v[i] += v[i - 1];
    }
}
