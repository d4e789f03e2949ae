// refused

twin! {
    fn f(xs: &[i64]) -> Option<i64> {
        let mut t0 = Some(0i64);
        {
            let t = &mut t0;
            for x in xs {
                if let Some(b) = t {
                    *b = *b * 3 % 1001 + x;
                }
            }
        }
        t0
    }
}
