// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut u = 0;
        for x in xs {
            match x {
                y if {
                    if *y > 100 {
                        return 5;
                    }
                    *y > 4
                } =>
                {
                    u ^= 1 + y
                }
                _ => u ^= 3,
            }
        }
        u
    }
}
