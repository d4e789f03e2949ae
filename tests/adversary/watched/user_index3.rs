// refused

#[derive(Debug, Default)]
pub struct G(Vec<i64>);
impl std::ops::Deref for G {
    type Target = Vec<i64>;
    fn deref(&self) -> &Vec<i64> {
        &self.0
    }
}
impl std::ops::DerefMut for G {
    fn deref_mut(&mut self) -> &mut Vec<i64> {
        &mut self.0
    }
}
impl std::ops::Index<usize> for G {
    type Output = i64;
    fn index(&self, i: usize) -> &i64 {
        &self.0[i]
    }
}
impl std::ops::IndexMut<usize> for G {
    fn index_mut(&mut self, i: usize) -> &mut i64 {
        self.0.push(i as i64);
        let n = self.0.len();
        &mut self.0[n - 1]
    }
}

twin! {
    fn f(xs: &[i64]) -> G {
        let mut g = G::default();
        for i in 0..xs.len() {
            g[i] = xs[i];
        }
        g
    }
}
