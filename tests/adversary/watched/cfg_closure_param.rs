// refused: AMZ020

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut s = 0;
        for x in xs {
            let g = |#[cfg(any())] q: i64, y: i64| y;
            s ^= g(*x);
        }
        s
    }
}
