// refused: AMZ016

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = vec![];
        let mut prev = 0i64;
        for x in xs {
            v.push(std::mem::replace(&mut prev, *x));
        }
        v
    }
}
