// right or refused

#[derive(Debug, Default)]
pub struct G(Vec<i64>);
impl std::ops::Index<usize> for G {
    type Output = i64;
    fn index(&self, i: usize) -> &i64 {
        &self.0[i]
    }
}
impl std::ops::IndexMut<usize> for G {
    fn index_mut(&mut self, i: usize) -> &mut i64 {
        while self.0.len() <= i {
            self.0.push(0)
        }
        &mut self.0[i]
    }
}
impl G {
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

twin! {
    fn f(xs: &[i64]) -> G {
        let mut g = G::default();
        for x in xs {
            let n = g.len();
            g[n] = *x;
        }
        g
    }
}
