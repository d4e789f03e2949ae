// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut v = xs.to_vec();
        let mut prev = 0i64;
        for x in v.iter_mut() {
            std::mem::swap(x, &mut prev);
        }
        v
    }
}
