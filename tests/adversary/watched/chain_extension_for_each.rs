// refused

pub trait Ext {
    fn for_each(self, f: impl FnMut(i64));
}
impl Ext for Vec<i64> {
    fn for_each(self, mut f: impl FnMut(i64)) {
        self.into_iter().rev().for_each(|x| f(x + 1));
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut out = vec![];
        xs.to_vec().for_each(|x| out.push(x));
        out
    }
}
