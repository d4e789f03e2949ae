// right
// unchecked

twin! {
    fn f(xs: &[i64]) -> [i64; 3] {
        let mut t = [0i64, 1, 2];
        for x in xs {
            t[0] += x;
            t[0] -= 4;
            t[2] += *x;
            t[(x & 1) as usize] -= 1;
        }
        t
    }
}
