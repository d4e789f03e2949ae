// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = vec![];
        for x in xs {
            Vec::push(&mut v, *x);
        }
        v
    }
}
