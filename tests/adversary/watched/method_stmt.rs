// right

#[derive(Debug)]
pub struct R(i64, Vec<i64>);
impl R {
    pub fn step(&mut self, x: i64) -> i64 {
        self.0 = self.0 * 3 % 1001 + x;
        self.1.push(x);
        self.0
    }
}

twin! {
    fn f(xs: &[i64]) -> R {
        let mut r = R(5, vec![]);
        for x in xs {
            if *x > 3 {
                r.step(*x);
            }
            let _ = r.step(2);
        }
        r
    }
}
