// refused: AMZ015

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 0i64;
        for x in xs {
            t ^= x;
            if *x > 100 {
                return (t, *x);
            }
        }
        (t, 0)
    }
}
