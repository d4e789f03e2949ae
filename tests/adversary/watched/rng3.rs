// right or refused

pub struct R(u64);
impl R {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1);
        self.0 >> 33
    }
    pub fn step(&mut self) -> u64 {
        self.next()
    }
}

twin! {
    fn f(xs: &[i64]) -> u64 {
        let mut r = R(5);
        let mut t = vec![];
        for x in xs {
            r.step();
            t.push(r.0);
        }
        4
    }
}
