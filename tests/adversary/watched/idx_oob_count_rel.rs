// right
// unchecked

twin! {
    fn f(xs: &[i64]) -> [i64; 3] {
        let mut t = [0i64, 1, 2];
        for x in xs {
            t[(x & 3) as usize] += x;
        }
        t
    }
}
