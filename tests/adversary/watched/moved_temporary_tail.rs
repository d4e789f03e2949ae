// right or refused

twin! {
    fn f(xs: &[i64]) -> (String, Vec<String>) {
        let mut t = String::new();
        let mut v = vec![];
        for x in xs {
            t = format!("{x}");
            v.push(t);
            t = String::from("z");
        }
        (t, v)
    }
}
