// refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0i64;
        macro_rules! bump {
            () => {
                t += 1
            };
        }
        for x in xs {
            bump!();
        }
        t
    }
}
