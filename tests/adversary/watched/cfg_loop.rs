// right

pub fn noise(c: &mut i64) -> std::ops::Range<i64> {
    *c += 100;
    0..3
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut c = 1;
        let mut s = 0.0f64;
        #[cfg(any())]
        for i in noise(&mut c) {
            s += i as f64;
        }
        for x in xs {
            s += *x as f64;
        }
        c + s as i64
    }
}
