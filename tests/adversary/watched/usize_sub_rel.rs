// right
// unchecked

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut out = vec![0; xs.len()];
        for i in 0..xs.len() {
            out[i - 1] = xs[i];
        }
        out
    }
}
