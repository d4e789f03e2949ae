// refused: AMZ010

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let n = xs.len();
        let mut a = xs.to_vec();
        for i in 1..n {
            a[i..].iter_mut().for_each(|x| *x ^= 1);
        }
        a
    }
}
