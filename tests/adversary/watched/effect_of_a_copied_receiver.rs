// right or refused

#[derive(Clone, Copy)]
struct Rng(u64);
impl Rng {
    fn fill(&mut self, v: &mut Vec<u64>) { self.0 = self.0.wrapping_mul(31) + 7; v.push(self.0); }
    fn next(&mut self) -> u64 { self.0 = self.0.wrapping_mul(31) + 7; self.0 }
}

twin! {
    fn f(xs: &[i64]) -> (Vec<u64>, u64) {
        let (mut v, mut s) = (vec![], 0u64);
        for x in xs {
            let mut rng = Rng(*x as u64);
            rng.fill(&mut v);
            s ^= rng.next();
        }
        (v, s)
    }
}
