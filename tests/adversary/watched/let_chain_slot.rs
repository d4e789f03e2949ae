// right or refused

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 0;
        let mut s = 0;
        for x in xs {
            if let Some(y) = x.checked_sub(3)
                && {
                    t = y;
                    t > 4
                }
                && let z = t * 2
                && z < 100
            {
                s ^= z + t;
            } else {
                s ^= 1;
            }
        }
        (t, s)
    }
}
