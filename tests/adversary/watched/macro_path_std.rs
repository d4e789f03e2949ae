// right or refused

mod std2 {
    macro_rules! vec2 {
        ($x:expr) => {{
            if $x > 100 {
                break;
            }
            $x
        }};
    }
    pub(crate) use vec2 as vec;
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut t = Vec::new();
        for x in xs {
            t.push(std2::vec!(*x));
        }
        t
    }
}
