// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0i64;
        for x in xs {
            let g = || t + 1;
            let y = g();
            t = y ^ x;
        }
        t
    }
}
