// right or refused

macro_rules! vec {
    ($x:expr) => {{
        if $x > 100 {
            break;
        }
        $x
    }};
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut t = Vec::new();
        for x in xs {
            t.push(vec![*x]);
        }
        t
    }
}
