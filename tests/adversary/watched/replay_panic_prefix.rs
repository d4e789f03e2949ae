// right or refused

twin! {
    fn f(xs: &[i64]) -> (i64, Vec<i64>, i64, bool) {
        let mut last = 0;
        let mut v = vec![];
        let mut o = 0;
        let mut out = [0; 50];
        let r = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for x in xs {
                last = *x;
                v.push(*x);
                o ^= *x;
                out[(x + 50) as usize] += 1;
            }
        }));
        (last, v, o, r.is_ok())
    }
}
