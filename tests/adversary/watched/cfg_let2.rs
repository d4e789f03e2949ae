// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut out = vec![0; xs.len()];
        for i in 0..xs.len() {
            let i = xs.len() - 1 - i;
            #[cfg(any())]
            let i = 0;
            out[i] = xs[i];
        }
        out
    }
}
