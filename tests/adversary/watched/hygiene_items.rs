// right or refused

macro_rules! mk { ($i:ident) => {

twin! {
    fn f(xs: &[i64]) -> Vec<i64> { let n = xs.len(); let mut out = vec![0; n]; for (i, $i) in (0..n).rev().enumerate() { out[$i] = i as i64; } out }
}

} }
mk!(i);
