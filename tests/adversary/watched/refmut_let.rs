// refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0i64;
        for x in xs {
            let ref mut r = t;
            *r = *r * 3 % 1001 + x;
        }
        t
    }
}
