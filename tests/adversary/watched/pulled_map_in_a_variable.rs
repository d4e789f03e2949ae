// refused: AMZ024

twin! {
    fn f(xs: &[i64]) -> i64 {
        let seen = std::sync::Mutex::new(0);
        let items = xs.iter().map(|x| {
            *seen.lock().unwrap() += 1;
            *x
        });
        let mut u = 0;
        for x in items {
            u ^= x.wrapping_mul(*seen.lock().unwrap());
        }
        u
    }
}
