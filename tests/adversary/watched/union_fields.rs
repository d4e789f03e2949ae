// refused

#[derive(Clone, Copy)]
pub union U {
    a: i64,
    b: i64,
}

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut u = U { a: 1 };
        let mut s = 0;
        for x in xs {
            u.a = *x;
            s ^= unsafe { u.b };
        }
        (unsafe { u.b }, s)
    }
}
