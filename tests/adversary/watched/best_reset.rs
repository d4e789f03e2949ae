// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut b = 1000;
        for x in xs {
            if *x == 44 {
                b = 1000;
            }
            if *x < b {
                b = *x;
            }
        }
        b
    }
}
