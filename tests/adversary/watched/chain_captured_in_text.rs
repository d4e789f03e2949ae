// right

twin! {
    fn f(xs: &[i64]) -> Vec<String> {
        let prefix = String::from("at");
        xs.iter().enumerate().map(|(i, x)| format!("{prefix}{i:>3}{x}")).collect()
    }
}
