// refused: AMZ025

use std::rc::Rc;

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let v: Vec<Rc<i64>> = xs.iter().map(|x| Rc::new(*x)).collect();
        v.into_iter().map(|x| *x).fold_plain()
    }
}

pub trait FoldPlain {
    fn fold_plain(self) -> Vec<i64>;
}
impl<I: Iterator<Item = i64>> FoldPlain for I {
    fn fold_plain(self) -> Vec<i64> {
        self.collect()
    }
}
