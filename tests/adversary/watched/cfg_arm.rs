// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut u = 0;
        for x in xs {
            match x {
                #[cfg(any())]
                _ => u ^= 99,
                #[cfg(all())]
                _ => u ^= x,
            }
        }
        u
    }
}
