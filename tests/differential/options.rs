//! Options change time only; and the driver's choices do reach the runtime.

use crate::harness::{WIDTH, pool, prepare};
use crate::input::In;
use amorsize::{Mode, with_mode};
use amorsize_tests_twin::twin;
use std::collections::HashSet;
use std::sync::Mutex;

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

#[amorsize::parallel(workers = workers, chunk = chunk)]
fn threads(n: usize, workers: usize, chunk: usize) -> Vec<(usize, std::thread::ThreadId)> {
    let mut v = vec![];
    for k in 0..n {
        std::thread::sleep(std::time::Duration::from_micros(300));
        v.push((k, std::thread::current().id()));
    }
    v
}

/// How many participants took part.
fn participants(workers: usize) -> usize {
    with_mode(Mode::Parallel, || threads(400, workers, 1)).iter().map(|(_, id)| *id).collect::<HashSet<_>>().len()
}

#[test]
fn workers_take_part() {
    prepare();
    for inside in [false, true] {
        let count = |w| if inside { pool().install(|| participants(w)) } else { participants(w) };
        assert_eq!(count(1), 1);
        let (two, three, eight) = (count(2), count(3), count(8));
        assert!(two <= 2 && three <= 3 && eight <= WIDTH, "{two} {three} {eight}");
        assert!(two == 2 && eight > 3, "inside {inside}: {two} {three} {eight}");
    }
}

#[amorsize::parallel(workers = 3, chunk = chunk)]
fn runs(n: usize, chunk: usize, firsts: &Mutex<Vec<usize>>) -> usize {
    let mut count = 0;
    for (k, _) in vec![(); n].iter().enumerate() {
        thread_local! { static LAST: std::cell::Cell<usize> = const { std::cell::Cell::new(usize::MAX - 1) } }
        if LAST.replace(k) != k.wrapping_sub(1) { firsts.lock().unwrap().push(k); }
        count += 1;
    }
    count
}

#[test]
fn chunks_have_the_length_asked_for() {
    prepare();
    for chunk in [1, 7, 64] {
        let firsts = Mutex::new(vec![]);
        assert_eq!(with_mode(Mode::Parallel, || runs(1000, chunk, &firsts)), 1000);
        assert!(firsts.into_inner().unwrap().iter().all(|k| k % chunk == 0), "chunk = {chunk}");
    }
}

#[test]
fn a_local_keeps_its_value() {
    prepare();
    #[amorsize::parallel(local(buf = vec![0u8; 4]), workers = 3)]
    fn f(words: &[String]) -> (Vec<u8>, Vec<usize>) {
        let mut buf = vec![7u8, 8];
        let mut v = vec![];
        for w in words { buf[0] = w.len() as u8; v.push(buf.len() + buf[0] as usize); }
        (buf, v)
    }
    let x = In::get(1000, 1);
    for mode in [Mode::Auto, Mode::Serial, Mode::Parallel] {
        let (buf, v) = with_mode(mode, || f(&x.words));
        assert_eq!(buf, [7, 8]);
        assert!(v.iter().zip(&x.words).all(|(a, w)| *a == 4 + w.len()));
    }
}
