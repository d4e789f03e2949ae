// refused: AMZ025

fn checked(x: i64) -> Result<i64, Box<dyn std::error::Error>> {
    if x > 140 { Err("too much".into()) } else { Ok(x) }
}

twin! {
    fn f(xs: &[i64]) -> Result<i64, Box<dyn std::error::Error>> {
        let mut total = 0;
        for x in xs {
            total ^= checked(*x)?;
        }
        Ok(total)
    }
}
