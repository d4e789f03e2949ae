// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let n = xs.len() / 2;
        xs.iter().map(|x| 1000 / (x + 50)).zip(&xs[..n]).map(|(a, b)| a + b).collect()
    }
}
