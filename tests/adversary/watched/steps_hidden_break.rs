// right or refused

macro_rules! stop {
    ($x:expr) => {
        if *$x > 100 {
            break;
        }
    };
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut u = 0;
        for x in xs.iter().filter(|x| **x != 7) {
            stop!(x);
            u ^= x;
        }
        u
    }
}
