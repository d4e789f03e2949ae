// right or refused

pub mod chain {}
pub struct Wanted;
pub trait Source {
    fn collect(&self) -> i64 {
        7
    }
    fn sum(&self) -> i64 {
        8
    }
    fn min(&self) -> i64 {
        9
    }
}
impl<T> Source for T {}

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, i64, i64) {
        let (source, piece, chain, kind, call, wanted) = (1, 2, 3, 4, 5, 6);
        let v = xs.iter().map(|x| x + source + piece + chain + kind + call + wanted).filter(|x| *x > source).collect::<Vec<i64>>();
        (v, (&xs).sum(), (&xs).collect())
    }
}
