// right or refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t;
        for x in xs {
            t = *x;
            if *x > 100 {
                return t;
            }
        }
        0
    }
}
