// refused: AMZ028

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut b = 1000;
        let mut c = -1000;
        for x in xs {
            if *x < b && *x > c {
                b = *x;
                c = *x - 50;
            }
        }
        (b, c)
    }
}
