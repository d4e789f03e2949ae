// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 5;
        let mut s = 0;
        for x in xs {
            #[cfg(any())]
            {
                t = *x;
            }
            #[cfg(all())]
            {
                s += t;
            }
        }
        t + s
    }
}
