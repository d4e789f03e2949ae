// refused: AMZ011

pub struct A {
    t: i64,
    out: Vec<i64>,
    k: i64,
}
impl A {
    fn h(&self, x: i64) -> i64 {
        self.t ^ x
    }
}

twin! {
    fn f(xs: &[i64]) -> (i64, Vec<i64>) {
        let mut a = A { t: 0, out: vec![0; xs.len()], k: 4 };
        for i in 0..xs.len() {
            a.t ^= xs[i];
            let q = a.h(3);
            a.out[i] = q;
        }
        (a.t, a.out)
    }
}
