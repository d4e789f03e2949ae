// refused: AMZ029

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut a = xs.to_vec();
        for i in 0..a.len() {
            let q = *a.last().unwrap();
            a[i] ^= q;
        }
        a
    }
}
