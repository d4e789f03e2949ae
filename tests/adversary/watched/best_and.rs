// right or refused

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut b = 1000;
        let mut w = 0;
        for x in xs {
            if *x > 0 && *x < b && *x % 2 == 0 {
                b = *x;
                w = x * 2;
            }
        }
        (b, w)
    }
}
