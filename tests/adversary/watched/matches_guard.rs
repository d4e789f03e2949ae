// refused: AMZ020

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t;
        t = 30i64;
        let mut u = 0;
        for x in xs {
            t = *x / 2;
            if matches!(x, y if *y > t + 3) {
                u ^= x;
            }
        }
        u
    }
}
