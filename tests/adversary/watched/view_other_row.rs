// refused: AMZ010

twin! {
    fn f(xs: &[i64]) -> Vec<Vec<i64>> {
        let n = xs.len();
        let mut a = vec![vec![1i64; 4]; n];
        for i in 1..n {
            let p = a[i - 1][0];
            a[i][0] ^= p + xs[i];
        }
        a
    }
}
