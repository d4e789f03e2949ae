// refused: AMZ024

pub struct H(Vec<i64>);
impl H {
    pub fn iter(&self) -> std::iter::Rev<std::slice::Iter<'_, i64>> {
        self.0.iter().rev()
    }
    pub fn enumerate(&self) -> std::vec::IntoIter<(usize, i64)> {
        self.0.iter().map(|x| (7, *x)).collect::<Vec<_>>().into_iter()
    }
}
impl<'a> IntoIterator for &'a H {
    type Item = &'a i64;
    type IntoIter = std::slice::Iter<'a, i64>;
    fn into_iter(self) -> Self::IntoIter {
        self.0[..self.0.len().min(4)].iter()
    }
}
impl std::ops::Deref for H {
    type Target = [i64];
    fn deref(&self) -> &[i64] {
        &self.0
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = vec![];
        let h = H(xs.to_vec());
        for x in &h {
            v.push(*x);
        }
        v
    }
}
