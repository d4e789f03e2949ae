// right

twin! {
    fn f(xs: &[i64]) -> (i8, u8) {
        let a = xs.iter().map(|x| (*x % 100) as i8).sum();
        let b = xs.iter().map(|x| (*x & 3) as u8).product::<u8>();
        (a, b)
    }
}
