// right or refused

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, String, VecDeque<i64>) {
        let mut v = vec![];
        let mut s = String::new();
        let mut d = VecDeque::new();
        let k = 4;
        for x in xs {
            v.extend((0..3).map(|y| y * x + k));
            s.extend(format!("{x}").chars().rev());
            d.extend([*x, 1]);
            d.push_back(3);
            s.push('c');
            s += "x";
        }
        (v, s, d)
    }
}
