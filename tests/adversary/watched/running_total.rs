// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut t = 0i64;
        let mut v = vec![];
        for x in xs {
            t ^= x;
            v.push(t);
        }
        v
    }
}
