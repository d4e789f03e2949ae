// refused: AMZ013

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut s = HashSet::new();
        let mut v = vec![];
        for x in xs {
            if s.insert(x % 10) {
                v.push(*x);
            }
        }
        v
    }
}
