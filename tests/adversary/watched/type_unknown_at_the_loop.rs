// refused: AMZ030

struct Own(i64);

impl From<i64> for Own {
    fn from(x: i64) -> Own {
        Own(x)
    }
}

fn made<T: From<i64>>(x: i64) -> T {
    T::from(x)
}

#[cfg(not(feature = "plain"))]
#[amorsize::parallel]
fn all(xs: &[i64]) -> Vec<Own> {
    let mut out = Vec::new();
    for x in xs {
        out.push(made(*x));
    }
    out
}

fn run() {
    #[cfg(not(feature = "plain"))]
    assert_eq!(all(&[3])[0].0, 3);
}
