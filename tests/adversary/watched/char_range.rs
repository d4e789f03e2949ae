// right or refused

twin! {
    fn f(xs: &[i64]) -> [i64; 26] {
        let mut u = [0; 26];
        for c in 'a'..='z' {
            u[c as usize - 97] = xs.len() as i64;
        }
        u
    }
}
