// right

pub struct P {
    a: i64,
    b: i64,
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut s = 0;
        let b = 7;
        for x in xs {
            let P {
                a,
                #[cfg(any())]
                b,
                ..
            } = P { a: *x, b: 3 };
            s ^= a + b;
        }
        s
    }
}
