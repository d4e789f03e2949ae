// refused

twin! {
    fn f(xs: &[i64]) -> (i64, Vec<i64>) {
        let mut t = 0i64;
        let mut v = Vec::new();
        macro_rules! peek {
            () => {
                t
            };
        }
        for x in xs {
            t ^= *x;
            v.push(peek!());
        }
        (t, v)
    }
}
