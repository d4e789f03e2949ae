// loud: AMZ020

macro_rules! println {
    ($($a:tt)*) => {
        break
    };
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut s = 0;
        for x in xs {
            s ^= x;
            if *x > 100 {
                println!("{}", x);
            }
        }
        s
    }
}
