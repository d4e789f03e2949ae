// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 0;
        let mut s = 0i64;
        for x in xs {
            t += 2;
            t = *x + t;
            s ^= t;
        }
        (t, s)
    }
}
