// right

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 1i64;
        let mut s = 0;
        for x in xs {
            r#t = *x;
            s ^= t;
        }
        (t, s)
    }
}
