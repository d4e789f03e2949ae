// right or refused

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 0i64;
        let r = 'o: {
            for x in xs {
                t ^= x;
                if *x > 120 {
                    break 'o t;
                }
                if *x == -33 {
                    break 'o *x + 1;
                }
            }
            0
        };
        (r, t)
    }
}
