// right or refused

macro_rules! ordered {
    ($($t:tt)*) => {{ $($t)* $($t)* }};
}

twin! {
    fn f(xs: &[i64]) -> (i64, Vec<i64>) {
        let (mut t, mut v) = (0i64, vec![]);
        for x in xs {
            let y = x ^ 1;
            ordered! { t = t.wrapping_mul(3).wrapping_add(y); v.push(t); }
        }
        (t, v)
    }
}
