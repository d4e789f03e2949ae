// right or refused

twin! {
    fn f(xs: &[i64]) -> (i64, u64) {
        let mut best = (2i64, 0.0f64);
        for (k, x) in xs.iter().enumerate() {
            let c = match k {
                0 => (1, 3.0),
                2 => (1, f64::NAN),
                3 => (1, 2.0),
                _ => (9, 0.0),
            };
            if c < best {
                best = c;
            }
        }
        (best.0, best.1.to_bits())
    }
}
