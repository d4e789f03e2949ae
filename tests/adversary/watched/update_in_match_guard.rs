// right

twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let t = 0i64;
        let mut u = 0;
        for x in xs {
            match x {
                y if {
                    u ^= y;
                    *y > 4
                } =>
                {
                    u ^= 1
                }
                _ => {}
            }
        }
        (t, u)
    }
}
