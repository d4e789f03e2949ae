// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut s = 0;
        for x in xs {
            if *x > 3 {
                match x {
                    #[cfg(any())]
                    5 => s ^= 1000,
                    _ => {
                        s ^= {
                            #[cfg(any())]
                            {
                                5
                            }
                            #[cfg(not(any()))]
                            {
                                *x
                            }
                        }
                    }
                }
            }
        }
        s
    }
}
