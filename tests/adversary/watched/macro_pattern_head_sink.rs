// right or refused

macro_rules! pt {
    ($i:ident) => {
        mut $i
    };
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 7;
        for pt!(t) in xs.iter().copied() {
            t ^= 1;
        }
        t
    }
}
