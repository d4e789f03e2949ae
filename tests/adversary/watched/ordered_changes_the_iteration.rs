// refused

twin! {
    fn f(xs: &[i64]) -> (usize, usize) {
        let mut seen = HashSet::new();
        let mut n = 0;
        for x in xs {
            let mut new = false;
            amorsize::ordered! { new = seen.insert(*x % 10); }
            if new { n += 1; }
        }
        (n, seen.len())
    }
}
