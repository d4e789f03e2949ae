// refused: AMZ028

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut b = 1000;
        let mut c = 0;
        for x in xs {
            if *x < b {
                b = *x;
                c += 1;
            }
        }
        (b, c)
    }
}
