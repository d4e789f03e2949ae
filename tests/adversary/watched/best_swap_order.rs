// refused: AMZ028

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut b = 1000;
        let mut prev = 0;
        for x in xs {
            if *x < b {
                prev = b;
                b = *x;
            }
        }
        (b, prev)
    }
}
