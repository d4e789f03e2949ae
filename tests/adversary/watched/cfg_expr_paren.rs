// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut u = 0;
        for x in xs {
            u ^= x;
            #[cfg(any())]
            return 4;
            #[cfg(any())]
            {
                return 5;
            }
        }
        u
    }
}
