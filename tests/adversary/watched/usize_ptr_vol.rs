// refused: AMZ018

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut z = 5;
        let p = &raw mut z as usize;
        for x in xs {
            let q = p as *mut i64;
            unsafe {
                q.write_volatile(q.read_volatile() + x);
            }
        }
        z
    }
}
