// right or refused

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut out = vec![0; xs.len()];
        for i in 0..xs.len() {
            out[i] += xs[i];
            debug_assert!(out[i] < 100);
            assert_eq!(out[i], xs[i]);
        }
        out
    }
}
