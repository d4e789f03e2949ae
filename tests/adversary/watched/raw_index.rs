// refused: AMZ010

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = xs.to_vec();
        for i in 1..v.len() {
            v[r#i] ^= r#v[i - 1];
        }
        v
    }
}
