// right or refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0i64;
        let v = vec![1, 2];
        for x in xs {
            t ^= x;
            if *x > 100 {
                drop(v);
                break;
            }
        }
        t
    }
}
