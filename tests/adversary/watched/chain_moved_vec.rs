// refused: AMZ018

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let table = vec![3i64, 1, 4];
        xs.iter().map(move |x| x + table[(x & 1) as usize]).collect()
    }
}
