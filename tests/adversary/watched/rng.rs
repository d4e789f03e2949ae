// refused

pub struct R(u64);
impl R {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1);
        self.0 >> 33
    }
    pub fn gen_range(&mut self, r: std::ops::Range<u64>) -> u64 {
        self.next() % r.end
    }
}

twin! {
    fn f(xs: &[i64]) -> u64 {
        let mut r = R(5);
        let mut t = 0;
        for x in xs {
            t ^= r.gen_range(0..100) + *x as u64;
        }
        t
    }
}
