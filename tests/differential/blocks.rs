//! `parallel_block!`: a plain block's value, names and ways out, wherever a block may stand.

use crate::input::In;
use amorsize_tests_twin::twin;
use std::collections::BTreeMap;

twin! { places;
    pub struct Stats { total: i64, seen: Vec<i32>, scale: i64 }
    impl Stats {
        fn gather(&mut self, from: &[i32]) -> usize {
            let k = from.len();
            amorsize::parallel_block! {
                for x in from { self.total += *x as i64 * self.scale; if *x > 3 { self.seen.push(*x); } }
                let doubled = k * 2;
                doubled + self.seen.len()
            }
        }
    }

    fn statement(x: &In) -> (i64, i64, Vec<i64>) {
        let (mut total, mut last) = (7, 0);
        let mut out = vec![1i64; x.n];
        amorsize::parallel_block! { for i in 0..out.len() { out[i] += x.i[i] / 2; total ^= x.i[i]; last = x.i[i]; } }
        (total, last, out)
    }

    fn value(x: &In) -> (usize, f64, usize) {
        let mut s = Stats { total: 1, seen: vec![], scale: 3 };
        let mut n = 0;
        let f = amorsize::parallel_block! { let mut f = 0.5; for (v, w) in x.f.iter().zip(&x.words) { f += v * 0.1; n += w.len(); } f };
        (s.gather(&x.small) + s.total as usize + s.seen.len(), f, n)
    }

    fn in_closure(x: &In) -> Vec<Vec<i32>> {
        let mut calls = 0;
        let mut go = |k: i32| { calls += 1; let mut v = Vec::new(); amorsize::parallel_block! { for y in &x.small { v.push(y * k); } } v };
        vec![go(1), go(2)]
    }

    fn constants<const W: usize, T: Copy + Into<i64> + Sync>(xs: &[T]) -> ([i64; W], i64) {
        const FIRST: i64 = 3;
        #[allow(non_upper_case_globals)]
        static lower: i64 = 4;
        let mut sums = [0; W];
        let mut all = FIRST;
        amorsize::parallel_block! {
            for (k, x) in xs.iter().enumerate() { sums[k % W] += (*x).into() + lower + FIRST; all ^= (*x).into() + self::four(); }
        }
        (sums, all)
    }
    fn four() -> i64 { 4 }
    fn generic(x: &In) -> ([i64; 3], i64) { constants::<3, i32>(&x.small) }

    fn markers(x: &In) -> (i64, i64, BTreeMap<i32, u32>) {
        let (mut a, mut b) = (0, 0);
        let mut m = BTreeMap::new();
        amorsize::parallel_block! {
            for y in &x.small { a += *y as i64; let _ = a; }
            #[parallel] for y in &x.small { b += *y as i64; *m.entry(*y).or_insert(0u32) += 1; }
        }
        (a, b, m)
    }

    fn shadowing(x: &In) -> (i32, i32, String) {
        let (t, s) = (5, String::from("s"));
        let (mut u, mut text) = (0, String::new());
        amorsize::parallel_block! {
            let mut t = t; let f = |z: i32| z ^ u_of();
            for y in &x.small { let s = y; t ^= f(*s); u ^= s; text.push_str(&format!("{t_}{s}", t_ = s)); }
            u += t;
        }
        (t, u, text + &s)
    }
    fn u_of() -> i32 { 12 }
}

twin! { leaving;
    fn tried(x: &In) -> Result<Vec<i64>, String> {
        let mut v = vec![];
        amorsize::parallel_block! { for (i, y) in x.i.iter().enumerate() { v.push(if i == x.stop { Err(format!("at {i}"))? } else { *y }); } }
        Ok(v)
    }
    fn returned(x: &In) -> (usize, i64) {
        let mut n = 0;
        let t = amorsize::parallel_block! { let mut t = 0; for (i, y) in x.i.iter().enumerate() { if i == x.stop { return (i, *y); } n += 1; t ^= y; } t };
        (n, t)
    }
    fn outer_break(x: &In) -> (usize, usize) {
        let (mut n, mut rounds) = (0, 0);
        'rounds: for r in 0..3 {
            rounds = r;
            amorsize::parallel_block! { for i in 0..x.n { if i == x.stop && r == 1 { break 'rounds; } if i == x.stop2 { continue 'rounds; } n += 1; } }
            n += 1000;
        }
        (n, rounds)
    }
    fn bare_break(x: &In) -> usize {
        let mut n = 0;
        loop {
            amorsize::parallel_block! { for i in 0..x.n { if i == x.stop { break; } n += 1; } if n >= x.n.min(x.stop) { break; } }
        }
        n
    }
    fn panics(x: &In) -> Vec<i64> {
        let mut v = vec![];
        amorsize::parallel_block! { for (i, y) in x.i.iter().enumerate() { assert!(i != x.stop, "stopped at {i}"); v.push(*y); } }
        v
    }
    async fn awaited(y: &In) -> i64 {
        let mut t = std::future::ready(1).await;
        amorsize::parallel_block! { for y in &y.i { t ^= y; } t ^= std::future::ready(3).await; }
        t
    }
    fn polled(x: &In) -> i64 {
        let mut f = std::pin::pin!(awaited(x));
        match f.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) { std::task::Poll::Ready(t) => t, _ => unreachable!() }
    }
    fn sinks(x: &In) -> (Vec<i32>, String) {
        struct Own(Vec<i32>);
        impl Own { fn note(&mut self, x: i32) { self.0.push(x ^ self.0.len() as i32); } }
        let (mut own, mut text) = (Own(vec![]), String::new());
        amorsize::parallel_block! { for y in &x.small { own.note(*y); text += "x"; } }
        (own.0, text)
    }
}
