// right

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, usize) {
        let mut u = vec![];
        let mut a = xs.iter();
        for (x, y) in xs[..xs.len() / 2].iter().zip(&mut a) {
            u.push(x + y);
        }
        (u, a.len())
    }
}
