// refused: AMZ024

pub struct Walk<'a>(&'a [i64], usize);
impl<'a> Iterator for Walk<'a> {
    type Item = &'a i64;
    fn next(&mut self) -> Option<&'a i64> {
        self.1 += 1;
        self.0.get((self.1 * 7) % (self.0.len() + 1))
    }
}
pub struct List(Vec<i64>);
impl List {
    pub fn iter(&self) -> Walk<'_> {
        Walk(&self.0, 0)
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let list = List(xs.to_vec());
        list.iter().map(|x| x * 2).collect()
    }
}
