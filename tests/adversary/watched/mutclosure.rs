// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0;
        let mut add = |x: i64| t = t * 3 % 1001 + x;
        for x in xs {
            add(*x);
        }
        t
    }
}
