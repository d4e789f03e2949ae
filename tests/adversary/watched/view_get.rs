// refused: AMZ029

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut a = xs.to_vec();
        for i in 0..a.len() {
            let q = a.get(i / 2).copied().unwrap_or(0);
            a[i] ^= q;
        }
        a
    }
}
