// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 1i64;
        let mut s = 0;
        for x in xs {
            s ^= r#t;
            t = *x;
        }
        (t, s)
    }
}
