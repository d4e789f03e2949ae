// right or refused

pub trait Z<'a> {
    fn zip(self, o: &'a [i64]) -> std::vec::IntoIter<(&'a i64, &'a i64)>;
}
impl<'a> Z<'a> for &'a [i64] {
    fn zip(self, o: &'a [i64]) -> std::vec::IntoIter<(&'a i64, &'a i64)> {
        let mut v = vec![];
        for a in self {
            for b in o {
                v.push((a, b))
            }
        }
        v.into_iter()
    }
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut s = 0;
        for (a, b) in xs.zip(xs) {
            s += a * b;
        }
        s
    }
}
