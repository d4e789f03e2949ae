// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = vec![];
        for x in xs {
            match x % 3 {
                0 => v.push(*x),
                1 => {}
                _ => v.push(-x),
            }
        }
        v
    }
}
