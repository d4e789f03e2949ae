// right

twin! {
    fn f(xs: &[i64]) -> i64 {
        let mut u = 0;
        let mut it = xs.iter();
        for x in &mut it {
            u ^= x;
            if *x > 50 {
                break;
            }
        }
        u + it.len() as i64
    }
}
