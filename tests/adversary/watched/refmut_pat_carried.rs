// refused

twin! {
    fn f(xs: &[i64]) -> Option<i64> {
        let mut t = Some(0i64);
        for x in xs {
            if let Some(ref mut b) = t {
                *b = *b * 3 % 1001 + x;
            }
        }
        t
    }
}
