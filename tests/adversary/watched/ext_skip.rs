// right or refused

pub trait Z {
    fn skip(self, n: usize) -> Self;
    fn rev(self) -> Self;
}
impl<'a> Z for &'a [i64] {
    fn skip(self, n: usize) -> Self {
        &self[..self.len() - n.min(self.len())]
    }
    fn rev(self) -> Self {
        self
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut s = vec![];
        for a in xs.rev().skip(1) {
            s.push(*a);
        }
        s
    }
}
