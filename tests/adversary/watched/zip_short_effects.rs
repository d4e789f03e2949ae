// right

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, usize) {
        let mut u = vec![];
        let mut a = xs.iter();
        let mut b = xs[..xs.len() / 2].iter();
        for (x, y) in a.by_ref().zip(b.by_ref()) {
            u.push(x + y);
        }
        (u, a.len())
    }
}
