// refused: AMZ013

twin! {
    fn f(xs: &[i64]) -> (usize, usize) {
        let mut w = HashSet::new();
        let mut n = 0;
        for x in xs {
            let fresh = loop {
                break w.insert(x % 10);
            };
            let other = 'b: { break 'b w.insert(x % 7) };
            if fresh ^ other {
                n += 1;
            }
        }
        (w.len(), n)
    }
}
