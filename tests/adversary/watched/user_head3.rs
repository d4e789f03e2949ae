// refused

pub struct H(Vec<i64>);
impl H {
    pub fn chunks_mut(&mut self, n: usize) -> std::vec::IntoIter<i64> {
        vec![1, 2, 3].into_iter()
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
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = vec![];
        let mut h = H(xs.to_vec());
        for x in h.chunks_mut(2) {
            v.push(x);
        }
        v
    }
}
