// refused: AMZ024

twin! {
    fn f(xs: &[i64]) -> (i64, usize) {
        let mut it = xs.iter().copied().skip(0);
        let mut u = 0;
        for x in it.by_ref().take(50).enumerate() {
            if x.1 > 100 {
                break;
            }
            u ^= x.1;
        }
        (u, it.count())
    }
}
