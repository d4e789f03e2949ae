// right or refused

twin! {
    fn f(xs: &[i64]) -> Vec<(u8, char)> {
        let text: String = xs.iter().map(|x| (b'a' + (x.unsigned_abs() % 26) as u8) as char).collect();
        let mut v = vec![];
        for (k, c) in (0u8..).zip(text.chars()) {
            v.push((k, c));
        }
        v
    }
}
