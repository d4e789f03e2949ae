// right or refused

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, i64) {
        let mut n = 0;
        let mut v = vec![];
        for x in xs.iter().flat_map(|x| (0..3).map(move |y| { n += 1; x + y * n })) {
            v.push(x);
        }
        (v, n)
    }
}
