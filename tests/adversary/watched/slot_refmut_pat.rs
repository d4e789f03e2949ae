// right or refused

twin! {
    fn f(xs: &[i64]) -> (Option<i64>, i64) {
        let mut t = None;
        let mut s = 0;
        for x in xs {
            t = Some(*x);
            if let Some(ref mut b) = t {
                *b += 1;
            }
            s ^= t.unwrap();
        }
        (t, s)
    }
}
