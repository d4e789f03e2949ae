// refused: AMZ024

twin! {
    fn f(xs: &[i64]) -> i64 {
        let shared = std::sync::Mutex::new(xs.to_vec());
        let mut u = 0;
        for x in std::iter::from_fn(|| shared.lock().unwrap().pop()) {
            // What the body takes away, `next()` must not have given already.
            let y = shared.lock().unwrap().pop();
            u ^= x.wrapping_mul(y.unwrap_or(1));
        }
        u
    }
}
