// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = xs.to_vec();
        for i in 0..v.len() {
            v[r#i] ^= 4;
            r#v[i] ^= 8;
        }
        v
    }
}
