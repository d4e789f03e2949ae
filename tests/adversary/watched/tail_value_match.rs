// refused: AMZ013

#[derive(Debug, Default)]
pub struct S(Vec<i64>);
impl S {
    pub fn push(&mut self, x: i64) -> usize {
        self.0.push(x);
        self.0.len()
    }
}

twin! {
    fn f(xs: &[i64]) -> (S, usize) {
        let mut w = S::default();
        let mut n = 0;
        for x in xs {
            let k = match x % 3 {
                0 => w.push(*x),
                _ => w.push(1),
            };
            n ^= k;
        }
        (w, n)
    }
}
