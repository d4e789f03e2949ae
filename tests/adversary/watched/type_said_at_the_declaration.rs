// right

#[derive(Debug, PartialEq)]
struct Own(i64);

impl From<i64> for Own {
    fn from(x: i64) -> Own {
        Own(x)
    }
}

fn made<T: From<i64>>(x: i64) -> T {
    T::from(x)
}

twin! {
    fn f(xs: &[i64]) -> Vec<Own> {
        let mut out: Vec<Own> = Vec::new();
        for x in xs {
            out.push(made(*x));
        }
        out
    }
}
