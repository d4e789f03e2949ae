// refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut z = 5;
        let mut s = 0;
        let p = &raw const z;
        for x in xs {
            s ^= x + unsafe { *p };
        }
        s
    }
}
