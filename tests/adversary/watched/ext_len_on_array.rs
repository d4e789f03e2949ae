// refused: multiple `len` found

pub trait Ext {
    fn len(&self) -> usize;
}
impl Ext for [i64; 1000] {
    fn len(&self) -> usize {
        7
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut out = [0i64; 1000];
        for i in 0..xs.len() {
            out[i] = xs[i] + out.len() as i64;
        }
        out.to_vec()
    }
}
