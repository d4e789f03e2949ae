// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut t = vec![];
        for x in xs {
            t.push(*x);
            #[cfg(any())]
            t.push(1000);
        }
        t
    }
}
