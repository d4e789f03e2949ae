// right or refused

static C: AtomicI64 = AtomicI64::new(0);

twin! {
    fn f(xs: &[i64]) -> i64 {
        C.store(0, Ordering::Relaxed);
        let mut b = 1000;
        for x in xs {
            if C.fetch_add(1, Ordering::Relaxed) + x < b {
                b = C.fetch_add(1, Ordering::Relaxed) + x;
            }
        }
        b
    }
}
