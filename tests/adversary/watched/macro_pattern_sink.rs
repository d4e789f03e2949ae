// right or refused

macro_rules! pt { ($i:ident) => { mut $i } }

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 0;
        for x in xs {
            let pt!(t) = 3;
            t ^= x;
        }
        t
    }
}
