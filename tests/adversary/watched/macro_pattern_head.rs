// right or refused

macro_rules! pt {
    ($i:ident) => {
        $i
    };
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let n = xs.len();
        let mut out = vec![0; n];
        for pt!(i) in 0..n {
            out[i] = xs[i];
        }
        out
    }
}
