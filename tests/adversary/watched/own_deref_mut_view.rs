// refused: AMZ023

pub struct Inner {
    out: Vec<i64>,
}
pub struct Watched {
    inner: Inner,
    changes: usize,
}
impl std::ops::Deref for Watched {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.inner
    }
}
impl std::ops::DerefMut for Watched {
    fn deref_mut(&mut self) -> &mut Inner {
        self.changes += 1;
        &mut self.inner
    }
}

twin! {
    fn f(xs: &[i64]) -> (Vec<i64>, usize) {
        let mut w = Watched { inner: Inner { out: vec![0; xs.len()] }, changes: 0 };
        for i in 0..xs.len() {
            if xs[i] > 20 {
                w.out[i] = xs[i];
            }
        }
        (w.inner.out, w.changes)
    }
}
