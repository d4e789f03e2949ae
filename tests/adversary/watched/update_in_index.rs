// right or refused

twin! {
    fn f(xs: &[i64]) -> (i64, [i64; 4]) {
        let mut u = 0;
        let mut h = [0; 4];
        for x in xs {
            h[{
                u ^= x;
                (x & 3) as usize
            }] ^= {
                u |= 4;
                *x
            };
        }
        (u, h)
    }
}
