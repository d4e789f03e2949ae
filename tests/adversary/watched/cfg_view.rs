// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut out = vec![0; xs.len() + 1];
        for i in 0..xs.len() {
            #[cfg(all())]
            {
                out[i] = xs[i];
            }
            #[cfg(any())]
            {
                out[i] = 3;
            }
        }
        out
    }
}
