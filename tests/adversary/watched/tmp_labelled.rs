// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = -7;
        let mut s = 0i64;
        for x in xs {
            'b: {
                if *x > 3 {
                    break 'b;
                }
                t = 9;
            }
            s ^= t;
        }
        (t, s)
    }
}
