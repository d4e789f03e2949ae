// refused: AMZ018

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut z = 5;
        let p = &raw mut z;
        for x in xs {
            unsafe {
                *p += x;
            }
        }
        z
    }
}
