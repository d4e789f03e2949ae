// refused: AMZ013

twin! {
    fn f(xs: &[i64]) -> (usize, usize) {
        let mut w = HashSet::new();
        let mut n = 0;
        for x in xs {
            let fresh = { w.insert(x % 10) };
            if fresh {
                n += 1;
            }
        }
        (w.len(), n)
    }
}
