// refused: AMZ017

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct O(pub i64);
impl PartialOrd for O {
    fn partial_cmp(&self, o: &O) -> Option<std::cmp::Ordering> {
        ((self.0 - o.0).rem_euclid(3)).partial_cmp(&1)
    }
}

twin! {
    fn f(xs: &[i64]) -> O {
        let mut b = O(5);
        for x in xs {
            let c = O(*x);
            if c < b {
                b = c;
            }
        }
        b
    }
}
