// right

twin! {
    fn f(xs: &[i64]) -> Option<i128> {
        let mut last = None;
        for x in xs {
            last = Some((*x).into());
        }
        let said: Option<i128> = last;
        said
    }
}
