// refused: AMZ018

twin! {
    fn f(xs: &[i64]) -> i64 {
        let r = std::cell::Cell::new(5);
        for x in xs {
            r.set(r.get() * 3 % 1001 + x);
        }
        r.get()
    }
}
