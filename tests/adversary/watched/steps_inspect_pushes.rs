// right or refused

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, i64, usize) {
        let (mut seen, mut u, mut calls) = (vec![], 0, 0);
        for x in xs.iter().inspect(|x| seen.push(**x)).filter(|x| { calls += 1; **x > 3 }) {
            u ^= x;
        }
        (seen, u, calls)
    }
}
