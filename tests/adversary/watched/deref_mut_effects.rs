// right or refused

pub struct Noisy(i64, usize);
impl std::ops::Deref for Noisy {
    type Target = i64;
    fn deref(&self) -> &i64 {
        &self.0
    }
}
impl std::ops::DerefMut for Noisy {
    fn deref_mut(&mut self) -> &mut i64 {
        self.1 += 1;
        &mut self.0
    }
}

twin! {
    fn f(xs: &[i64]) -> (i64, usize) {
        let mut t = Noisy(0, 0);
        for x in xs {
            *t ^= *x;
        }
        (t.0, t.1)
    }
}
