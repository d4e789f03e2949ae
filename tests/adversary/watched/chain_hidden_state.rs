// refused

macro_rules! bump {
    ($n:ident) => {
        $n += 1
    };
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut n = 0;
        xs.iter().map(move |x| { bump!(n); x * n }).collect()
    }
}
