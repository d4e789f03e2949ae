// refused: Iterator

// Its `map` and `filter` are not std's.
pub struct H(Vec<i64>);
impl H {
    pub fn map(&self, f: impl Fn(&i64) -> i64) -> std::vec::IntoIter<i64> {
        self.0.iter().rev().map(f).collect::<Vec<_>>().into_iter()
    }
}
impl amorsize::IntoSource for &H {
    type Source = Half;
    fn into_source(self) -> Half {
        Half(self.0.len())
    }
    fn extent(&self) -> amorsize::__private::Extent {
        amorsize::__private::Extent::exact(self.0.len())
    }
}
pub struct Half(usize);
impl amorsize::Source for Half {
    type Item = i64;
    type Iter = std::vec::IntoIter<i64>;
    fn len(&self) -> usize {
        self.0
    }
    fn split_at(self, index: usize) -> (Self, Self) {
        (Half(index), Half(self.0 - index))
    }
    fn into_iter(self) -> Self::Iter {
        vec![1; self.0].into_iter()
    }
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut u = 0;
        let h = H(xs.to_vec());
        let h = &h;
        for x in h.map(|x| x * 2) {
            u ^= x;
        }
        u
    }
}
