// refused: AMZ029

#[derive(Debug)]
pub struct S {
    a: i64,
    b: i64,
}

twin! {
    fn f(xs: &[i64]) -> S {
        let mut s0 = S { a: 0, b: 0 };
        {
            let s = &mut s0;
            for x in xs {
                (*s).a ^= x;
                s.a = s.a.wrapping_mul(3);
            }
        }
        s0
    }
}
