// refused: AMZ016

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = vec![];
        let mut it = xs.iter();
        for x in xs {
            v.push(*Iterator::next(&mut it).unwrap());
        }
        v
    }
}
