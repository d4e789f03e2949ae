// refused: AMZ010

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = xs.to_vec();
        for i in 1..v.len() {
            let j = i - 1;
            let p = v[j];
            v[i] ^= p;
        }
        v
    }
}
