// refused: AMZ011

macro_rules! pt { ($i:ident) => { mut $i } }

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 0;
        let mut s = 0;
        for x in xs {
            let pt!(t) = 3;
            s ^= t;
            t = *x;
            s ^= t;
        }
        (t, s)
    }
}
