// refused: AMZ018

twin! {
    fn f(xs: &[i64]) -> i64 {
        let items: std::collections::LinkedList<_> = xs.iter().map(|x| std::rc::Rc::new(*x)).collect();
        let mut u = 0;
        for x in items {
            u ^= *x;
        }
        u
    }
}
