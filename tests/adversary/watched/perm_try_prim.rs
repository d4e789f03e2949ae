// right or refused

fn e(x: i64) -> Result<usize, String> {
    if x > 110 { Err("e".into()) } else { Ok((x & 7) as usize) }
}
fn d(x: i64) -> Result<i64, String> {
    if x > 110 { Err("d".into()) } else { Ok(x) }
}

twin! {
    fn f(xs: &[i64]) -> Result<[i64; 8], String> {
        let mut o = [0; 8];
        for x in xs {
            o[e(*x)?] ^= d(*x)?;
        }
        Ok(o)
    }
}
