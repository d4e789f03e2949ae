// right

twin! {
    fn f(xs: &[i64]) -> Result<Vec<i64>, String> {
        let names: Vec<String> = xs.iter().map(|x| x.to_string()).collect();
        if names.iter().any(|n| n == "13") {
            return Err(names.into_iter().filter(|n| n.len() > 2).map(|n| n + ";").collect());
        }
        names.into_iter().map(|n| n.parse::<i64>().map_err(|e| e.to_string())).collect()
    }
}
