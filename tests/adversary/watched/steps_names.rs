// right

pub fn once(x: i64) -> i64 {
    x
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        let __each = 5;
        let __items = 3;
        let mut u = 0;
        for x in xs.iter().map(|x| x ^ __each ^ __items) {
            if x == 1000 {
                break;
            }
            u ^= once(x);
        }
        u
    }
}
