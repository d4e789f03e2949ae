// refused: AMZ016

pub struct R(u64);
impl R {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1);
        self.0 >> 33
    }
}
fn sample(r: &mut R) -> u64 {
    r.next()
}

twin! {
    fn f(xs: &[i64]) -> u64 {
        let mut r = R(5);
        let rr = &mut r;
        let mut t = 0;
        for x in xs {
            t ^= sample(rr);
        }
        t
    }
}
