// loud: leaves the items



twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let w = 4;
        let mut out = vec![0; xs.len() * w + 8];
        for i in 0..xs.len() {
            for j in 0..w {
                let k = (|j: usize| (j + 1) % 4)(j);
                out[i * w + k] += xs[i];
                { let j = w - 1 - j; out[i * w + j] ^= 3; }
                match Some(j * 0 + 1) { Some(j) => out[i * w + j] += 1, None => {} }
                if let Some(j) = Some(2usize) { out[i * w + j] -= 1; }
            }
        }
        out
    }
}
