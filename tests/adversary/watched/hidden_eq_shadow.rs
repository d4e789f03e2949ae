// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0i64;
        for x in xs {
            let y = t == 3;
            t ^= x + y as i64;
        }
        t
    }
}
