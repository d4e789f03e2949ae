// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut s = 0;
        for x in xs {
            #[cfg_attr(all(), allow(unused))]
            {
                s ^= x;
            }
            #[cfg_attr(all(), cfg(any()))]
            {
                s ^= 99;
            }
        }
        s
    }
}
