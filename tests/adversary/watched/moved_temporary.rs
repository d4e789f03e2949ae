// right or refused

twin! {
    fn f(xs: &[i64]) -> Vec<String> {
        let mut t;
        let mut v = vec![];
        for x in xs {
            t = format!("{x}");
            v.push(t);
        }
        v
    }
}
