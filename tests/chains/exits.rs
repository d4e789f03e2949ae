//! Panics anywhere, the first error, early ends; and nothing lost or dropped twice.

use crate::harness::caught;
use crate::input::In;
use amorsize_tests_twin::twin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

/// Counts what is alive.
struct Counted(Arc<AtomicI64>, usize);

impl Counted {
    fn all(alive: &Arc<AtomicI64>, n: usize) -> Vec<Counted> {
        alive.fetch_add(n as i64, SeqCst);
        (0..n).map(|i| Counted(alive.clone(), i)).collect()
    }
    fn next(self) -> Counted {
        self.0.fetch_add(1, SeqCst);
        Counted(self.0.clone(), self.1 + 1)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, SeqCst);
    }
}

twin! { panics;
    #[amorsize::parallel]
    fn in_a_step(x: &In) -> Vec<usize> {
        (0..x.n).map(|i| { if i == x.stop { panic!("step {i}") } i * 3 }).filter(|i| { if *i == x.stop2 * 3 { panic!("filter {i}") } true }).collect()
    }

    #[amorsize::parallel]
    fn in_a_predicate(x: &In) -> (Option<usize>, bool) {
        let found = (0..x.n).find(|i| { if *i == x.stop2 { panic!("find {i}") } *i == x.stop });
        (found, (0..x.n).map(|i| i + 1).all(|i| { if i == x.stop2 { panic!("all {i}") } i != x.stop }))
    }

    #[amorsize::parallel]
    fn in_a_comparison(x: &In) -> Option<f64> {
        x.wild.iter().copied().filter(|v| *v != 0.0).max_by(|a, b| a.partial_cmp(b).expect("no order"))
    }

    #[amorsize::parallel]
    fn behind_the_end(x: &In) -> (Vec<usize>, Option<usize>) {
        let v = (0..x.n).map(|i| { if i == x.stop + 1 { panic!("behind {i}") } i }).take_while(|i| *i < x.stop).collect();
        (v, (0..x.n).map(|i| { if i == x.stop + 1 { panic!("behind {i}") } i }).filter(|i| i % 2 == x.stop % 2).nth(x.stop / 2))
    }

    #[amorsize::parallel]
    fn taken(x: &In) -> Vec<usize> {
        (0..x.n).filter(|i| { if *i == x.stop { panic!("at {i}") } i % 2 == 0 }).take(x.stop2).collect()
    }

    #[amorsize::parallel]
    fn overflow(x: &In) -> u8 {
        (0..x.n).filter(|i| i % 50 == 1).map(|i| (i & 7) as u8).sum()
    }
}

twin! { first;
    #[amorsize::parallel]
    fn error_by_question_mark(x: &In) -> Result<usize, String> {
        let v = x.i.iter().enumerate().map(|(i, v)| if i >= x.stop { Err(format!("{i}: {v}")) } else { Ok(i) }).collect::<Result<Vec<_>, _>>()?;
        Ok(v.len())
    }

    #[amorsize::parallel]
    fn converted(x: &In) -> Result<Vec<i32>, Box<dyn std::error::Error + Send + Sync>> {
        Ok(x.words.iter().map(|w| w.len().to_string() + if w == "Zed" { "!" } else { "" }).map(|t| t.parse::<i32>()).collect::<Result<_, _>>()?)
    }

    #[amorsize::parallel]
    fn the_leftmost(x: &In) -> (Option<usize>, Option<usize>, Option<usize>) {
        (x.small.iter().position(|v| *v == 4), x.small.iter().rposition(|v| *v == 4), (0..x.n).find_map(|i| (x.at[i] == x.stop).then_some(i)))
    }
}

twin! { drops;
    #[amorsize::parallel]
    fn kept(x: &In) -> (Vec<usize>, i64) {
        let alive = Arc::new(AtomicI64::new(0));
        let items = Counted::all(&alive, x.n);
        let out: Vec<Counted> = items.into_iter().map(Counted::next).filter(|c| c.1 % 3 != 0).collect();
        (out.iter().map(|c| c.1).collect(), alive.load(SeqCst))
    }

    #[amorsize::parallel]
    fn left(x: &In) -> (Option<usize>, i64) {
        let alive = Arc::new(AtomicI64::new(0));
        let found = Counted::all(&alive, x.n).into_iter().map(Counted::next).find(|c| c.1 > x.stop).map(|c| c.1);
        (found, alive.load(SeqCst))
    }

    #[amorsize::parallel]
    fn in_panic(x: &In) -> (String, i64) {
        let alive = Arc::new(AtomicI64::new(0));
        let items = Counted::all(&alive, x.n);
        let how = caught(|| {
            let _all: Vec<Counted> = items.into_iter().map(|c| { if c.1 == x.stop { panic!("at {}", c.1) } c.next() }).collect();
        });
        (how, alive.load(SeqCst))
    }

    #[amorsize::parallel]
    fn surplus(x: &In) -> (usize, i64) {
        let alive = Arc::new(AtomicI64::new(0));
        let a = Counted::all(&alive, x.n).into_iter().map(Counted::next).take(x.stop).collect::<Vec<_>>();
        let b = Counted::all(&alive, x.n).into_iter().map(Counted::next).skip(x.stop2).last();
        (a.len() + b.map_or(0, |b| b.1), alive.load(SeqCst))
    }
}
