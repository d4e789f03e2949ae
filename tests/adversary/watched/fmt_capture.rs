// refused: AMZ011

twin! {
    fn f(xs: &[i64]) -> (i64, Vec<String>) {
        let mut total = 0i64;
        let mut v = vec![];
        for x in xs {
            total ^= x;
            v.push(format!("{total}"));
        }
        (total, v)
    }
}
