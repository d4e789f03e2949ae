// refused: AMZ020

pub mod m {
    pub const k: i64 = 4;
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut s = 0i64;
        let k = 5;
        for x in xs {
            use m::*;
            s ^= x + k;
        }
        s + k
    }
}
