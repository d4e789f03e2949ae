// right

pub struct S {
    a: i64,
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut u = 0;
        let k = 4;
        for x in xs {
            let s = S {
                a: *x,
                #[cfg(any())]
                b: k,
            };
            u ^= s.a;
        }
        u
    }
}
