// refused

macro_rules! stop {
    ($c:expr) => {
        if $c > 100 {
            return 77;
        }
    };
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0i64;
        for x in xs {
            stop!(*x);
            t ^= x;
        }
        t
    }
}
