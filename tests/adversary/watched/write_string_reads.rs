// refused: AMZ011

use std::fmt::Write as _;

twin! {
    fn f(xs: &[i64]) -> String {
        let mut s = String::new();
        for x in xs {
            let k = s.len();
            write!(s, "{x}{k}").unwrap();
        }
        s
    }
}
