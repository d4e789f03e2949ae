// right
// unchecked

twin! {
    fn f(xs: &[i64]) -> (u8, u64) {
        let mut a = 3u8;
        let mut b = 7u64;
        for x in xs {
            a -= *x as u8;
            b = b.wrapping_mul(*x as u64 | 1);
        }
        (a, b)
    }
}
