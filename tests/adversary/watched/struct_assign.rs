// refused

pub struct S {
    a: i64,
    b: i64,
}

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let (mut a, mut b) = (0i64, 1i64);
        for x in xs {
            S { a, b } = S { a: *x, b: a };
        }
        (a, b)
    }
}
