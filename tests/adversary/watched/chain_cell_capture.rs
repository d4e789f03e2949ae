// refused

use std::cell::Cell;

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let last = Cell::new(0);
        xs.iter().map(|x| last.replace(*x)).collect()
    }
}
