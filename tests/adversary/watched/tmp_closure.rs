// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 0;
        let mut s = 0i64;
        for x in xs {
            let mut set = |v: i64| t = v;
            if *x > 3 {
                set(*x);
            }
            s ^= t;
        }
        (t, s)
    }
}
