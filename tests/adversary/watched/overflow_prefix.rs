// right or refused

twin! {
    fn f(xs: &[i64]) -> (u8, i64, bool) {
        let mut n = 0u8;
        let mut last = 0;
        let r = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for x in xs {
                last = *x;
                n += 5;
            }
        }));
        (n, last, r.is_ok())
    }
}
