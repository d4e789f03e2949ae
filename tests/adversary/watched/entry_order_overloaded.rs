// right or refused

fn e(i: i64, k: i64) -> Result<usize, i64> {
    if i > 100 { Err(k) } else { Ok(0) }
}
fn d(i: i64) -> Result<Duration, i64> {
    if i > 100 { Err(9) } else { Ok(Duration::from_secs(1)) }
}

twin! {
    fn f(xs: &[i64]) -> Result<BTreeMap<usize, Duration>, i64> {
        let mut h = BTreeMap::new();
        for x in xs {
            *h.entry(e(*x, 1)?).or_default() += d(*x)?;
        }
        Ok(h)
    }
}
