// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = (0i64, 1i64);
        for x in xs {
            t.0 ^= x;
            t.1 |= t.0;
        }
        t
    }
}
