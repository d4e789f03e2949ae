// right

// What a step gives lives until the end of its iteration.
static ALIVE: AtomicUsize = AtomicUsize::new(0);
pub struct Guard(i64);
impl Guard {
    fn new(x: i64) -> Guard {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        Guard(x)
    }
}
impl Drop for Guard {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

twin! {
    fn f(xs: &[i64]) -> (i64, usize) {
        let mut u = 0;
        for guard in xs.iter().map(|x| Guard::new(*x)).filter(|g| g.0 % 2 == 0) {
            if guard.0 == 98 {
                break;
            }
            u ^= guard.0;
        }
        (u, ALIVE.load(Ordering::SeqCst))
    }
}
