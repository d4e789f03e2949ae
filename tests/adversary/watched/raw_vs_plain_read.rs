// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut total = 0i64;
        let mut s = 0i64;
        for x in xs {
            r#total ^= x;
            s |= total;
        }
        (total, s)
    }
}
