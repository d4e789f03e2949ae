// right or refused

pub struct H(Vec<i64>);
impl H {
    pub fn chunks_mut(&mut self, n: usize) -> std::slice::ChunksMut<'_, i64> {
        self.0.chunks_mut(n + 1)
    }
}
impl std::ops::Deref for H {
    type Target = [i64];
    fn deref(&self) -> &[i64] {
        &self.0
    }
}
impl std::ops::DerefMut for H {
    fn deref_mut(&mut self) -> &mut [i64] {
        &mut self.0
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<usize> {
        let mut v = vec![];
        let mut h = H(xs.to_vec());
        for x in h.chunks_mut(2) {
            v.push(x.len());
        }
        v
    }
}
