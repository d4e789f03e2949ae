// refused

pub trait Ext {
    fn map(self, f: impl Fn(i64) -> i64) -> std::vec::IntoIter<i64>;
}
impl Ext for Vec<i64> {
    fn map(self, f: impl Fn(i64) -> i64) -> std::vec::IntoIter<i64> {
        self.into_iter().rev().map(f).collect::<Vec<_>>().into_iter()
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        xs.to_vec().map(|x| x * 2).collect()
    }
}
