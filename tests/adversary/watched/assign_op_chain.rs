// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut a = 0;
        let mut b = 0;
        for x in xs {
            a = {
                b ^= x;
                b
            };
        }
        (a, b)
    }
}
