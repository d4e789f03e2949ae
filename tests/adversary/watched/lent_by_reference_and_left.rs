// right

fn until<'a>(it: &mut std::slice::Iter<'a, i64>) -> Option<&'a i64> {
    it.find(|x| **x > 100)
}

twin! {
    fn f(xs: &[i64]) -> Option<i64> {
        fn rest(it: &mut std::slice::Iter<'_, i64>) -> Option<i64> {
            it.next().copied()
        }
        let mut own = xs.iter();
        let it = &mut own;
        let mut found = None;
        for x in it {
            if *x > 100 {
                break;
            }
            found = Some(*x);
        }
        found.or(rest(&mut own))
    }
}
