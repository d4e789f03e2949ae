// refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let r = std::cell::Cell::new(5);
        let v: Vec<&std::cell::Cell<i64>> = xs.iter().map(|_| &r).collect();
        for x in v {
            x.set(x.get() * 3 % 1001 + 1);
        }
        r.get()
    }
}
