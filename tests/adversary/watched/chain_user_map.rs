// refused

pub struct Row(Vec<i64>);
impl Row {
    pub fn map(self, f: impl Fn(i64) -> i64) -> std::vec::IntoIter<i64> {
        self.0.into_iter().rev().map(f).collect::<Vec<_>>().into_iter()
    }
}
impl IntoIterator for Row {
    type Item = i64;
    type IntoIter = std::vec::IntoIter<i64>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        Row(xs.to_vec()).map(|x| x * 2).collect()
    }
}
