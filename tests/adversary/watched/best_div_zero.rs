// right or refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut b = 0;
        for x in xs {
            if *x > b && 100 / (x - 140) < 3 {
                b = *x;
            }
        }
        b
    }
}
