// refused: AMZ024

pub struct It<'a>(std::slice::Iter<'a, i64>);
impl<'a> Iterator for It<'a> {
    type Item = &'a i64;
    fn next(&mut self) -> Option<&'a i64> {
        self.0.next()
    }
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut u = 0;
        for x in It(xs.iter()) {
            u ^= x;
        }
        u
    }
}
