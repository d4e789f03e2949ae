// refused

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut state = 3;
        let next = move |x: &i64| {
            state = state * 5 % 97;
            x + state
        };
        xs.iter().map(next).collect()
    }
}
