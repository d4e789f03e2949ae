// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, usize) {
        let n = xs.len();
        let mut out = vec![0; n + 1];
        let mut k = 0;
        for i in 0..n {
            out[k] = xs[i];
            k += 1;
        }
        (out, k)
    }
}
