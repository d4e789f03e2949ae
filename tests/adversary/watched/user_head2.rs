// refused: AMZ024

pub struct H(Vec<i64>);
impl H {
    pub fn enumerate(self) -> std::vec::IntoIter<(usize, i64)> {
        self.0.iter().map(|x| (7, *x)).collect::<Vec<_>>().into_iter()
    }
}
impl IntoIterator for H {
    type Item = i64;
    type IntoIter = std::vec::IntoIter<i64>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<usize> {
        let mut v = vec![];
        let h = H(xs.to_vec());
        for (i, x) in h.enumerate() {
            v.push(i);
        }
        v
    }
}
