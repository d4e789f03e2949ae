//! Options change time only; and the driver's choices do reach the runtime.

use crate::harness::prepare;
use crate::input::In;
use amorsize::{Mode, with_mode};
use amorsize_tests_twin::twin;

twin! { given;
    #[amorsize::parallel(schedule = "static")]
    fn fixed(x: &In) -> (i64, Vec<i32>) { let (mut s, mut v) = (0, vec![]); for i in &x.small { s += *i as i64; v.push(i * 2); } (s, v) }
    #[amorsize::parallel(schedule = "dynamic")]
    fn dynamic(x: &In) -> (f64, Vec<f64>) { let (mut s, mut v) = (0.0, x.f.clone()); for i in 0..x.n { v[i] *= 2.0; s += v[i]; } (s, v) }
    #[amorsize::parallel(schedule = "guided", name = "guided", key = x.n / 10)]
    fn guided(x: &In) -> (String, usize) { let (mut s, mut n) = (String::new(), 0); for w in &x.words { s.push_str(w); n += 1; } (s, n) }
    #[amorsize::parallel(target_chunk = "5us", if = x.n % 2 == 1, order = "source")]
    fn sometimes(x: &In) -> Option<usize> { for (k, b) in x.bytes.iter().enumerate() { if *b == 3 && k >= x.stop { return Some(k); } } None }
    #[amorsize::parallel(pool = crate::harness::pool())]
    fn in_a_pool(x: &In) -> Result<Vec<i32>, usize> { let mut v = vec![]; for (k, i) in x.small.iter().enumerate() { if k == x.stop { return Err(k); } v.push(*i); } Ok(v) }

    // A buffer of each participant; the outer one keeps its value.
    #[amorsize::parallel(local(buf = Vec::new()))]
    fn scratch(x: &In) -> (Vec<usize>, Vec<u8>) {
        #[allow(unused_mut)]
        let mut buf: Vec<u8> = Vec::new();
        let mut v = vec![];
        for w in &x.words { buf.clear(); buf.extend(w.bytes().rev()); buf.sort(); v.push(buf.len() + buf.first().copied().unwrap_or(0) as usize); }
        buf.clear();
        (v, buf)
    }

    #[amorsize::parallel(reduce(a: +, b: max, c: min, d: ^, e: &&))]
    fn said(x: &In) -> (i64, i32, i32, u8, bool) {
        let (mut a, mut b, mut c, mut d, mut e) = (1i64, -100, 100, 3u8, true);
        for (i, y) in x.small.iter().zip(&x.bytes) { a += *i as i64; b = b.max(*i); c = c.min(*i); d ^= *y; e = e & (*i < 9); }
        (a, b, c, d, e)
    }
}

// Only where there are participants.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod choices {
    use super::*;
    use crate::harness::{WIDTH, pool};
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    #[amorsize::parallel(workers = workers, chunk = 1)]
    fn meet(n: usize, workers: usize, here: &AtomicUsize) -> Vec<(usize, usize)> {
        let mut v = vec![];
        for k in 0..n {
            let now = here.fetch_add(1, SeqCst) + 1;
            std::thread::sleep(std::time::Duration::from_micros(300));
            here.fetch_sub(1, SeqCst);
            v.push((k, now));
        }
        v
    }

    /// How many participants were at work at the same time, at most.
    fn participants(workers: usize) -> usize {
        let met = with_mode(Mode::Parallel, || meet(400, workers, &AtomicUsize::new(0)));
        assert!(met.iter().enumerate().all(|(at, (k, _))| at == *k));
        met.iter().map(|(_, now)| *now).max().unwrap_or(0)
    }

    #[test]
    fn workers_take_part() {
        prepare();
        for inside in [false, true] {
            let count = |w| {
                if inside {
                    pool().install(|| participants(w))
                } else {
                    participants(w)
                }
            };
            for workers in [1, 2, 3, WIDTH] {
                let met = count(workers);
                assert!(
                    met <= workers && met >= workers.min(2),
                    "inside {inside}: {met} of {workers}"
                );
                // The other cases share the pool, so not every thread is free.
                assert!(
                    workers < WIDTH || met > 3,
                    "inside {inside}: {met} of {workers}"
                );
            }
        }
    }

    #[amorsize::parallel(workers = 3, chunk = chunk)]
    fn runs(n: usize, chunk: usize, firsts: &Mutex<Vec<usize>>) -> usize {
        let mut count = 0;
        for (k, _) in vec![(); n].iter().enumerate() {
            thread_local! { static LAST: std::cell::Cell<usize> = const { std::cell::Cell::new(usize::MAX - 1) } }
            if LAST.replace(k) != k.wrapping_sub(1) {
                firsts.lock().unwrap().push(k);
            }
            count += 1;
        }
        count
    }

    #[test]
    fn chunks_have_the_length_asked_for() {
        prepare();
        for chunk in [1, 7, 64] {
            let firsts = Mutex::new(vec![]);
            assert_eq!(
                with_mode(Mode::Parallel, || runs(1000, chunk, &firsts)),
                1000
            );
            assert!(
                firsts.into_inner().unwrap().iter().all(|k| k % chunk == 0),
                "chunk = {chunk}"
            );
        }
    }
}

#[test]
fn a_local_keeps_its_value() {
    prepare();
    #[amorsize::parallel(local(buf = vec![0u8; 4]), workers = 3)]
    fn f(words: &[String]) -> (Vec<u8>, Vec<usize>) {
        let mut buf = vec![7u8, 8];
        let mut v = vec![];
        for w in words {
            buf[0] = w.len() as u8;
            v.push(buf.len() + buf[0] as usize);
        }
        (buf, v)
    }
    let x = In::get(1000, 1);
    for mode in [Mode::Auto, Mode::Serial, Mode::Parallel] {
        let (buf, v) = with_mode(mode, || f(&x.words));
        assert_eq!(buf, [7, 8]);
        assert!(v.iter().zip(&x.words).all(|(a, w)| *a == 4 + w.len()));
    }
}
