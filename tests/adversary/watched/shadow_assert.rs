// right or refused

macro_rules! assert {
    ($c:expr) => {
        if !$c {
            break;
        }
    };
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0.0f64;
        for x in xs {
            assert!(*x < 100);
            t += *x as f64;
        }
        t as i64
    }
}
