// refused: multiple `swap` found

pub trait Ext {
    fn swap(&mut self, a: usize, b: usize);
}
impl Ext for Vec<i64> {
    fn swap(&mut self, a: usize, b: usize) {
        self[a] += 1;
        self[b] += 100;
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = vec![0i64; 2 * xs.len()];
        for i in 0..xs.len() {
            v.swap(2 * i, 2 * i + 1);
        }
        v
    }
}
