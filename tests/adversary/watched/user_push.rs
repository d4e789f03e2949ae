// right or refused

#[derive(Debug, Default)]
pub struct Bag(Vec<i64>);
impl Bag {
    pub fn push(&mut self, x: i64) {
        let n = self.0.len() as i64;
        self.0.push(x * n);
    }
    pub fn insert(&mut self, x: i64) -> bool {
        self.0.insert(0, x);
        true
    }
    pub fn extend(&mut self, v: Vec<i64>) {
        for x in v {
            self.push(x)
        }
    }
    pub fn push_str(&mut self, x: &str) {
        self.push(x.len() as i64)
    }
}

twin! {
    fn f(xs: &[i64]) -> (Bag, Bag, Bag, Bag) {
        let mut a = Bag::default();
        let mut b = Bag::default();
        let mut c = Bag::default();
        let mut d = Bag::default();
        for x in xs {
            a.push(*x);
            b.insert(*x);
            c.extend(vec![*x, 2]);
            d.push_str(&format!("{x}"));
        }
        (a, b, c, d)
    }
}
