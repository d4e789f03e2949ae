// refused

fn counter() -> impl FnMut(&i64) -> i64 {
    let mut n = 0;
    move |x| {
        n += 1;
        x * n
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        xs.iter().map(counter()).collect()
    }
}
