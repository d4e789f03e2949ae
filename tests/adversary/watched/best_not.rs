// right or refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut b = 1000;
        for x in xs {
            if !(*x >= b) {
                b = *x;
            }
        }
        b
    }
}
