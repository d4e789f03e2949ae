// refused: cannot go back to the item that `skip_while` stops at
twin! {
    fn f(xs: &[i64]) -> (Vec<String>, i64) {
        let mut v = vec![];
        let owned: Vec<String> = xs.iter().map(i64::to_string).collect();
        for s in owned.into_iter().skip_while(|s| s.len() < 2) {
            v.push(s);
        }
        (v, 0)
    }
}
