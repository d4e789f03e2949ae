// refused: AMZ029

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let (mut a, mut b) = (0i64, 1i64);
        for x in xs {
            (a, b) = (b, a ^ b ^ x);
        }
        (a, b)
    }
}
