// right

#[derive(Default)]
pub struct Inner {
    seen: Vec<i64>,
}
impl Inner {
    fn put(&mut self, x: i64) -> Option<()> {
        self.seen.push(x);
        (x < 140).then_some(())
    }
}
#[derive(Default)]
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
    fn f(xs: &[i64]) -> (Option<()>, Vec<i64>, usize) {
        let mut w = Watched::default();
        let mut go = || {
            for x in xs {
                w.put(*x)?;
                w.put(x - 1)?;
            }
            Some(())
        };
        let end = go();
        (end, w.inner.seen, w.changes)
    }
}
