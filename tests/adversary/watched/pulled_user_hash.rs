// right

// What the map asks of its keys is asked before the loop.
#[derive(PartialEq, Eq, Clone, Copy)]
pub struct Key(i64);
static ASKED: AtomicUsize = AtomicUsize::new(0);
impl std::hash::Hash for Key {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        ASKED.fetch_add(1, Ordering::Relaxed);
        (self.0 % 5).hash(state);
    }
}

twin! {
    fn f(xs: &[i64]) -> (i64, usize) {
        let map: HashMap<Key, i64> = xs.iter().map(|x| (Key(*x), x * 3)).collect();
        let before = ASKED.load(Ordering::Relaxed);
        let mut u = 0;
        for (k, v) in &map {
            u ^= v.wrapping_mul(k.0);
        }
        (u, ASKED.load(Ordering::Relaxed) - before)
    }
}
