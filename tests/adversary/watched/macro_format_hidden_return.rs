// right or refused

macro_rules! format {
    ($($a:tt)*) => {
        return 7
    };
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut s = 0;
        for x in xs {
            s ^= x;
            if *x > 100 {
                let _q: i64 = format!("{}", x);
            }
        }
        s
    }
}
