// loud: leaves the items

macro_rules! other { ($j:ident) => { let $j = 5usize; } }

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let w = 4;
        let mut out = vec![0; xs.len() * w + 8];
        for i in 0..xs.len() {
            for j in 0..w {
                out[i * w + j] += xs[i];
                other!(j);
                out[i * w + j] ^= 3;
            }
        }
        out
    }
}
