// right or refused

fn a() -> Vec<i64> {
    vec![1]
}
fn b() -> Vec<i64> {
    vec![2]
}

twin! {
    fn f(xs: &[i64]) -> BTreeMap<i64, Vec<i64>> {
        let mut mk: fn() -> Vec<i64> = a;
        let mut m = BTreeMap::new();
        for x in xs {
            mk = if *x > 20 { a } else { b };
            m.entry(x % 3).or_insert_with(mk).push(*x);
        }
        m
    }
}
