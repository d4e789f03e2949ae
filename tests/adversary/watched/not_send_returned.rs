// refused: AMZ025

use std::rc::Rc;

twin! {
    fn f(xs: &[i64]) -> Option<Rc<i64>> {
        for x in xs {
            if *x % 7 == 3 {
                return Some(Rc::new(*x));
            }
        }
        None
    }
}
