// right
// unchecked

twin! {
    fn f(xs: &[i64]) -> (i8, u32, u16, BTreeMap<i64, u8>, [u8; 4]) {
        let mut c = 0i8;
        let mut d = 100u32;
        let mut p = 1u16;
        let mut m = BTreeMap::new();
        let mut h = [3u8; 4];
        for x in xs {
            c += *x as i8;
            d -= *x as u32;
            d += 3;
            p *= (*x | 1) as u16;
            *m.entry(x % 5).or_insert(7) -= *x as u8;
            h[(x & 3) as usize] *= *x as u8 | 1;
        }
        (c, d, p, m, h)
    }
}
