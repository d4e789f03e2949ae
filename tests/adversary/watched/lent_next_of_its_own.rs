// refused: AMZ024

// Not `Iterator::next`.
pub struct Odd(std::vec::IntoIter<i64>);
impl Odd {
    pub fn next(&mut self) -> Option<i64> {
        self.0.next();
        self.0.next()
    }
}
impl Iterator for Odd {
    type Item = i64;
    fn next(&mut self) -> Option<i64> {
        self.0.next()
    }
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut it = Odd(xs.to_vec().into_iter());
        let mut u = 0;
        while let Some(x) = it.next() {
            u ^= x;
        }
        u
    }
}
