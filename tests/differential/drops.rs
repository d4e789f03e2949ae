//! Nothing is lost, doubled or dropped twice: every counted value is dropped once, whatever the loop does.

use crate::counted::{Counted, Ledger};
use crate::harness::caught;
use crate::input::In;
use amorsize_tests_twin::twin;
use std::sync::Arc;

fn ids(v: &[Counted]) -> Vec<usize> {
    v.iter().map(|c| c.id).collect()
}

twin! { heads;
    #[amorsize::parallel]
    fn consume(v: Vec<Counted>) -> usize { let mut n = 0; for c in v { n += c.id; } n }
    #[amorsize::parallel]
    fn consume_some(v: Vec<Counted>, a: usize, b: usize) -> Vec<Counted> { let mut w = vec![]; for c in v.into_iter().skip(a).take(b) { w.push(c); } w }
    #[amorsize::parallel]
    fn consume_zip(v: Vec<Counted>, w: Vec<Counted>) -> Vec<Counted> { let mut out = vec![]; for (a, b) in v.into_iter().zip(w) { if a.id % 2 == 0 { out.push(b); } else { out.push(a); } } out }
    #[amorsize::parallel]
    fn consume_chain(v: Vec<Counted>, w: Vec<Counted>, k: usize) -> Vec<Counted> { let mut out = vec![]; for c in v.into_iter().take(k).chain(w).skip(1) { out.push(c); } out }
    #[amorsize::parallel]
    fn consume_backwards(v: Vec<Counted>, k: usize) -> Vec<Counted> { let mut out = vec![]; for c in v.into_iter().rev().step_by(k) { out.push(c); } out }
    #[amorsize::parallel]
    fn consume_array(v: [Counted; 5]) -> Vec<Counted> { let mut out = vec![]; for c in v { if c.id > 1 { out.push(c); } } out }

    fn all(x: &In) -> (usize, Vec<Vec<usize>>, (i64, usize, usize), (i64, usize, usize)) {
        let l = Arc::new(Ledger::default());
        let n = consume(Counted::vec(&l, x.n));
        let kept = [
            consume_some(Counted::vec(&l, x.n), x.stop2 / 2, x.stop),
            consume_zip(Counted::vec(&l, x.n), Counted::vec(&l, x.stop.min(x.n))),
            consume_zip(Counted::vec(&l, x.stop2.min(x.n)), Counted::vec(&l, x.n)),
            consume_chain(Counted::vec(&l, x.n), Counted::vec(&l, x.stop.min(x.n)), x.stop2),
            consume_backwards(Counted::vec(&l, x.n), 1 + x.stop2 % 3),
            consume_array(std::array::from_fn(|k| Counted::new(&l, k))),
        ];
        let kept_ids = kept.iter().map(|v| ids(v)).collect();
        let with = l.balance();
        drop(kept);
        (n, kept_ids, with, l.balance())
    }
}

twin! { exits;
    #[amorsize::parallel]
    fn break_in(v: Vec<Counted>, stop: usize) -> Vec<Counted> { let mut out = vec![]; for (k, c) in v.into_iter().enumerate() { if k == stop { break; } out.push(c); } out }
    #[amorsize::parallel]
    fn take_while_in(v: Vec<Counted>, stop: usize) -> Vec<Counted> { let mut out = vec![]; for c in v.into_iter().take_while(|c| c.id != stop).map_while(|c| (c.id % 500 != 499).then_some(c)) { out.push(c); } out }
    #[amorsize::parallel]
    fn return_in(v: Vec<Counted>, stop: usize) -> Option<Counted> { for c in v { if c.id == stop { return Some(c); } } None }
    #[amorsize::parallel]
    fn question_in(v: Vec<Counted>, stop: usize) -> Result<Vec<Counted>, Counted> {
        let mut out = vec![];
        for c in v { let c = if c.id == stop { Err(c) } else { Ok(c) }?; out.push(c.clone()); out.push(c); }
        Ok(out)
    }
    #[amorsize::parallel]
    fn panic_in(v: Vec<Counted>, stop: usize, out: &mut Vec<Counted>) { for c in v { if c.id == stop { panic!("at {}", c.id); } out.push(c); } }
    #[amorsize::parallel]
    fn panic_elsewhere(v: Vec<Counted>, w: &[i32], out: &mut Vec<Counted>, n: &mut i32) { for c in v { *n += w[c.id]; let again = c.clone(); out.push(again); } }

    fn all(x: &In) -> (Vec<Vec<usize>>, Vec<String>, i32, (i64, usize), (i64, usize)) {
        let l = Arc::new(Ledger::default());
        let mut kept = vec![break_in(Counted::vec(&l, x.n), x.stop), take_while_in(Counted::vec(&l, x.n), x.stop)];
        kept.push(return_in(Counted::vec(&l, x.n), x.stop).into_iter().collect());
        kept.push(match question_in(Counted::vec(&l, x.n), x.stop) { Ok(v) => v, Err(c) => vec![c] });
        let (mut a, mut b, mut n) = (vec![], vec![], 0);
        let ends = vec![
            caught(|| panic_in(Counted::vec(&l, x.n), x.stop, &mut a)),
            caught(|| panic_elsewhere(Counted::vec(&l, x.n), &x.small[..x.stop2.min(x.n)], &mut b, &mut n)),
        ];
        kept.push(a);
        kept.push(b);
        let kept_ids = kept.iter().map(|v| ids(v)).collect();
        let with = l.settled();
        drop(kept);
        (kept_ids, ends, n, with, l.settled())
    }
}

twin! { outputs;
    // Assigning drops what was there; slots drop what a later item replaces.
    #[amorsize::parallel]
    fn assign(out: &mut [Option<Counted>], l: &Arc<Ledger>) { for i in 0..out.len() { out[i] = Some(Counted::new(l, i)); } }
    #[amorsize::parallel]
    fn last(l: &Arc<Ledger>, n: usize) -> Counted { let mut last = Counted::new(l, 1_000_000); for k in 0..n { if k % 3 == 1 { last = Counted::new(l, k); } } last }
    #[amorsize::parallel]
    fn temporary(l: &Arc<Ledger>, n: usize) -> (Counted, usize) { let mut t = Counted::new(l, 7); let mut s = 0; for k in 0..n { t = Counted::new(l, k); s += t.id; } (t, s) }
    #[amorsize::parallel]
    fn scatter(out: &mut [Option<Counted>], at: &[usize], l: &Arc<Ledger>) { for (k, a) in at.iter().enumerate() { out[*a] = Some(Counted::new(l, k)); } }
    #[amorsize::parallel]
    fn insert(l: &Arc<Ledger>, keys: &[i32]) -> std::collections::BTreeMap<i32, Counted> { let mut m = std::collections::BTreeMap::new(); for (k, i) in keys.iter().enumerate() { m.insert(*i, Counted::new(l, k)); } m }
    #[amorsize::parallel]
    fn group(l: &Arc<Ledger>, keys: &[i32]) -> std::collections::BTreeMap<i32, Vec<Counted>> { let mut m = std::collections::BTreeMap::new(); for (k, i) in keys.iter().enumerate() { m.entry(*i).or_insert_with(Vec::new).push(Counted::new(l, k)); } m }

    fn all(x: &In) -> (Vec<Vec<usize>>, (i64, usize, usize), (i64, usize, usize)) {
        let l = Arc::new(Ledger::default());
        let mut a: Vec<Option<Counted>> = (0..x.n).map(|k| (k % 2 == 0).then(|| Counted::new(&l, k))).collect();
        assign(&mut a, &l);
        scatter(&mut a, &x.at, &l);
        let last = last(&l, x.n);
        let (t, s) = temporary(&l, x.n);
        let m = insert(&l, &x.small);
        let g = group(&l, &x.small);
        let shown = vec![
            a.iter().map(|c| c.as_ref().map_or(9999, |c| c.id)).collect(),
            vec![last.id, t.id, s],
            m.values().map(|c| c.id).collect(),
            g.values().flatten().map(|c| c.id).collect(),
        ];
        let with = l.balance();
        drop((a, last, t, m, g));
        (shown, with, l.balance())
    }
}

/// A `Drop` that panics while a worker drops an item: the panic arrives, and the others are dropped all the same.
struct Bomb {
    counted: Counted,
    armed: bool,
}
impl Drop for Bomb {
    fn drop(&mut self) {
        if self.armed && !std::thread::panicking() {
            self.armed = false;
            panic!("bomb {}", self.counted.id);
        }
    }
}

twin! { bombs;
    #[amorsize::parallel]
    fn disarm(v: Vec<Bomb>, n: &mut usize) { for b in v { *n += b.counted.id; } }

    fn go_off(x: &In) -> (String, usize, (i64, usize)) {
        let l = Arc::new(Ledger::default());
        let v = (0..x.n).map(|id| Bomb { counted: Counted::new(&l, id), armed: id == x.stop }).collect();
        let mut n = 0;
        let end = caught(|| disarm(v, &mut n));
        (end, n, l.settled())
    }
}
