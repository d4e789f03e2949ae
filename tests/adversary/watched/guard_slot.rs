// right

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut t = 30i64;
        let mut u = 0;
        for x in xs {
            t = *x / 2;
            match x {
                y if *y > t + 3 => u ^= 1 + y,
                _ => u ^= 3,
            }
        }
        (u, t)
    }
}
