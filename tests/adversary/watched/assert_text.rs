// right or refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0;
        for x in xs {
            t = *x * 2;
            assert!(t < 200);
        }
        t
    }
}
