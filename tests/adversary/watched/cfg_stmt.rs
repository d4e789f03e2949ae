// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0.0;
        for x in xs {
            t += *x as f64;
            #[cfg(any())]
            {
                t += 1000.0;
            }
        }
        t as i64
    }
}
