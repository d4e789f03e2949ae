// right or refused

fn e(i: i64, k: i64) -> Result<usize, i64> {
    if i > 100 { Err(k) } else { Ok(0) }
}
fn d(i: i64) -> Result<Duration, i64> {
    if i > 100 { Err(9) } else { Ok(Duration::from_secs(1)) }
}

twin! {
    fn f(xs: &[i64]) -> Result<[Duration; 2], i64> {
        let mut h = [Duration::ZERO; 2];
        for x in xs {
            h[e(*x, 1)?] += d(*x)?;
        }
        Ok(h)
    }
}
