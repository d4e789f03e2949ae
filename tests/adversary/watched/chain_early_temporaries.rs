// right

use std::sync::Mutex;

pub struct Noise<'a>(&'a Mutex<Vec<i64>>, i64);
impl Drop for Noise<'_> {
    fn drop(&mut self) {
        self.0.lock().unwrap().push(self.1);
    }
}
impl Noise<'_> {
    pub fn items<'b>(&self, xs: &'b [i64]) -> &'b [i64] {
        self.0.lock().unwrap().push(self.1 + 100);
        xs
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let log = Mutex::new(vec![]);
        let both = (
            Noise(&log, 1).items(xs).iter().zip(Noise(&log, 2).items(xs)).map(|(a, b)| a * b).sum::<i64>(),
            Noise(&log, 3).items(xs).iter().skip(Noise(&log, 4).items(xs).len() / 2).map(|a| a + 1).max(),
        );
        log.lock().unwrap().push(both.0 + both.1.unwrap_or(0));
        let out = log.lock().unwrap().clone();
        out
    }
}
