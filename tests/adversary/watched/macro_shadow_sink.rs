// refused: AMZ020

macro_rules! shift {
    ($i:ident) => {
        let mut $i = 0;
    };
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut t = 2i64;
        for x in xs {
            shift!(t);
            t += x;
        }
        t
    }
}
