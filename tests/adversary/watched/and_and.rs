// refused: AMZ027

twin! {
    fn f(xs: &[i64]) -> bool {
        let mut a = true;
        for x in xs {
            a = a && *x > -40;
        }
        a
    }
}
