// refused: AMZ018

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut z = 5;
        let p = &raw mut z as usize;
        for x in xs {
            let q = unsafe { &mut *(p as *mut i64) };
            *q = *q * 3 % 1001 + x;
        }
        z
    }
}
