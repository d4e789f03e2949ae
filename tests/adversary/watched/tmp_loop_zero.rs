// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = -7;
        let mut s = 0i64;
        for x in xs {
            for k in 0..(x % 3) {
                t = k;
            }
            s ^= t;
        }
        (t, s)
    }
}
