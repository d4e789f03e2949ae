// right or refused

mod odd {
    pub fn max(a: i64, b: i64) -> i64 {
        a.wrapping_mul(3).wrapping_add(b)
    }
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut m = 1;
        for x in xs {
            m = odd::max(m, *x);
        }
        m
    }
}
