// refused

twin! {
    fn f(xs: &[i64]) -> i64 {
        let r = std::rc::Rc::new(5);
        let mut s = 0;
        for x in xs {
            s ^= x + *r;
        }
        s
    }
}
