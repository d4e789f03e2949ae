// right or refused

macro_rules! pt {
    ($i:ident) => {
        (_, $i)
    };
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let n = xs.len();
        let mut out = vec![0; n];
        for i in 0..n {
            let pt!(i) = (0, n - 1 - i);
            out[i] = xs[i];
        }
        out
    }
}
