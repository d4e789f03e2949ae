//! T3: statements that only the caller may run, in the order of the source; workers evaluate their operands.

use crate::input::In;
use amorsize_tests_twin::twin;
use std::collections::*;

/// Its state depends on the order of all calls.
#[derive(Default)]
pub struct Journal {
    pub hash: u64,
    pub lines: Vec<String>,
}
impl Journal {
    pub fn note(&mut self, k: usize, w: &str) {
        self.hash = (self.hash ^ k as u64).wrapping_mul(0x100_0000_01b3);
        if k % 50 == 0 {
            self.lines.push(w.to_owned());
        }
    }
    pub fn check(&mut self, k: usize, stop: usize) -> Result<(), String> {
        self.hash = self.hash.rotate_left(5) ^ 1;
        if k == stop {
            Err(format!("journal full at {k}"))
        } else {
            Ok(())
        }
    }
    pub fn close(&mut self) {
        self.hash ^= 0xffff;
    }
}

twin! { calls;
    #[amorsize::parallel]
    fn methods(x: &In) -> (u64, Vec<String>) {
        let mut j = Journal::default();
        for (k, w) in x.words.iter().enumerate() { j.note(k, w); if *w == "same" { j.close(); } j.note(k + 1, "again"); }
        (j.hash, j.lines)
    }

    #[amorsize::parallel]
    fn on_parameter(j: &mut Journal, words: &[String]) { for (k, w) in words.iter().enumerate() { j.note(k, w); } j.close(); }

    fn parameters(x: &In) -> (u64, Vec<String>) {
        let mut j = Journal::default();
        on_parameter(&mut j, &x.words);
        on_parameter(&mut j, &x.words);
        (j.hash, j.lines)
    }

    #[amorsize::parallel]
    fn ignored(x: &In) -> (u64, BTreeSet<i32>) {
        let (mut j, mut s) = (Journal::default(), BTreeSet::new());
        for (k, i) in x.small.iter().enumerate() { let _ = j.check(k, x.stop); let _ = s.insert(*i); }
        (j.hash, s)
    }

    #[amorsize::parallel]
    fn order_between_calls(x: &In) -> (Vec<i32>, VecDeque<i32>) {
        let (mut v, mut d) = (vec![], VecDeque::new());
        for i in &x.small { v.push(*i); if *i == 0 { v.truncate(10); } v.push(i + 1); d.push_back(*i); d.push_front(-i); if *i == 7 { d.rotate_left(1); } }
        (v, d)
    }
}

twin! { operators;
    // Another kind of update of the same place would change the grouping; of one place alone, the order is enough.
    #[amorsize::parallel]
    fn strange_types(x: &In) -> (String, Vec<u128>) {
        #[derive(Clone, Copy)]
        struct Mat([u128; 4]);
        impl std::ops::MulAssign for Mat {
            fn mul_assign(&mut self, o: Mat) { let (a, b) = (self.0, o.0); let m = |i: usize, j: usize| (a[2 * i] * b[j] + a[2 * i + 1] * b[2 + j]) % 1_000_007; self.0 = [m(0, 0), m(0, 1), m(1, 0), m(1, 1)]; }
        }
        let mut m = Mat([1, 0, 0, 1]);
        let mut s = String::new();
        for (i, w) in x.small.iter().zip(&x.words) { m *= Mat([1, (*i + 9) as u128, 2, 3]); s += w; }
        (s, m.0.to_vec())
    }

    #[amorsize::parallel]
    fn places(x: &In) -> (f64, [f64; 3], (i32, f64)) {
        struct P { v: [f64; 3], t: (i32, f64), e: Box<f64> }
        let mut p = P { v: [0.0; 3], t: (0, 1.0), e: Box::new(0.0) };
        for (k, f) in x.f.iter().enumerate() { p.v[k % 3] += f; p.t.0 ^= k as i32; p.t.1 *= 1.0 - f * 1e-3; *p.e += f * f; }
        (*p.e, p.v, p.t)
    }

    #[amorsize::parallel]
    fn saturating(x: &In) -> (i8, u8) {
        let (mut a, mut b) = (0i8, 250u8);
        for i in &x.small { a ^= (*i as i8).saturating_mul(20); b &= (*i as u8) | 128; }
        (a, b)
    }

    #[amorsize::parallel]
    fn scatter_and_sum(x: &In) -> (Vec<i64>, Vec<[f64; 2]>, Vec<String>) {
        let (mut a, mut b, mut c) = (vec![0; x.n], vec![[0.0; 2]; x.n], vec![String::new(); x.n]);
        for (k, t) in x.at.iter().enumerate() { a[*t] = x.i[k] >> 5; b[*t][k % 2] += x.f[k]; c[*t] = x.words[k].clone(); }
        (a, b, c)
    }
}
