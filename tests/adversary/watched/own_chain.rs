// refused
use std::ops::Deref;

struct Ring(Vec<i64>);

impl Deref for Ring {
    type Target = [i64];
    fn deref(&self) -> &[i64] {
        &self.0
    }
}

impl Ring {
    // Not that of iterators: every second one.
    fn chain<'a>(&'a self, other: &'a [i64]) -> impl Iterator<Item = &'a i64> {
        self.0.iter().step_by(2).chain(other)
    }
}

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, i64) {
        let ring = Ring(xs.to_vec());
        let mut v = vec![];
        for x in ring.chain(xs) {
            v.push(*x);
        }
        (v, 0)
    }
}
