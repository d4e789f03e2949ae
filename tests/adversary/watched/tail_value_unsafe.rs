// refused: AMZ013

twin! {
    fn f(xs: &[i64]) -> (usize, usize) {
        let mut w = HashSet::new();
        let mut n = 0;
        for x in xs {
            if unsafe { w.insert(x % 10) } {
                n += 1;
            }
            while { w.insert(*x) } {
                n += 1;
            }
        }
        (w.len(), n)
    }
}
