// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = vec![];
        for x in xs {
            if *x > 3 {
                v.push(*x)
            }
        }
        v
    }
}
