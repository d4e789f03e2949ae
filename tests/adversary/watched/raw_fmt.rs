// right

twin! {
    fn f(xs: &[i64]) -> (i64, Vec<String>) {
        let mut t = 1i64;
        let mut s = vec![];
        for x in xs {
            r#t = *x;
            s.push(format!("{t}"));
        }
        (t, s)
    }
}
