// right or refused

twin! {
    fn f(xs: &[i64]) -> Option<u64> {
        let mut best: Option<f64> = None;
        for (k, x) in xs.iter().enumerate() {
            let c = match k {
                0 => Some(1.0),
                2 => Some(f64::NAN),
                3 => Some(2.0),
                _ => None,
            };
            if c > best {
                best = c;
            }
        }
        best.map(f64::to_bits)
    }
}
