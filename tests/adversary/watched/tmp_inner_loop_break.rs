// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = -7;
        let mut s = 0i64;
        for x in xs {
            let q = loop {
                if *x > 3 {
                    break 1;
                }
                t = 9;
                break 2;
            };
            s ^= t + q;
        }
        (t, s)
    }
}
