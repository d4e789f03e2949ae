// refused: AMZ023

pub struct Watched {
    value: (i64, i64),
    changes: usize,
}
impl std::ops::Deref for Watched {
    type Target = (i64, i64);
    fn deref(&self) -> &(i64, i64) {
        &self.value
    }
}
impl std::ops::DerefMut for Watched {
    fn deref_mut(&mut self) -> &mut (i64, i64) {
        self.changes += 1;
        &mut self.value
    }
}

twin! {
    fn f(xs: &[i64]) -> (i64, usize) {
        let mut w = Box::new(Box::new(Box::new(Watched { value: (0, 0), changes: 0 })));
        for x in xs {
            w.0 ^= x;
        }
        (w.value.0, w.changes)
    }
}
