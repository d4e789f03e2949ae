// right

// Where the first loop stops decides what the second one gets.
twin! {
    fn f(xs: &[i64]) -> (i64, i64) {
        let mut it = xs.iter();
        let (mut u, mut w) = (0, 0);
        for x in it.by_ref() {
            if *x > 100 {
                break;
            }
            u ^= x;
        }
        for x in it {
            w ^= x;
        }
        (u, w)
    }
}
