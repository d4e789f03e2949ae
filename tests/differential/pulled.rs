//! Heads that cannot be cut: pulled in order by the caller, ahead of the bodies.

#![allow(for_loops_over_fallibles)]

use crate::input::In;
use crate::seen::Seen;
use amorsize_tests_twin::twin;
use std::cell::{Cell, RefCell};
use std::collections::*;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::rc::Rc;

/// Maps and sets whose order is the same in every copy of a case.
type Build = BuildHasherDefault<DefaultHasher>;
type Map<K, V> = HashMap<K, V, Build>;
type Set<T> = HashSet<T, Build>;

fn map(x: &In) -> Map<usize, String> {
    x.at.iter().copied().zip(x.words.iter().cloned()).collect()
}

fn ordered(x: &In) -> BTreeMap<usize, i64> {
    x.at.iter().copied().zip(x.i.iter().copied()).collect()
}

/// One line for each word, some of them empty, some ended by `\r\n`.
pub fn text(x: &In) -> String {
    let mut text = String::new();
    for (k, word) in x.words.iter().enumerate() {
        text += word;
        text += if k % 3 == 0 { "\r\n" } else { "\n" };
    }
    text
}

twin! { maps;
    #[amorsize::parallel]
    fn by_reference(x: &In) -> (Vec<(usize, String)>, Vec<usize>, usize) {
        let m = map(x);
        let (mut pairs, mut keys, mut bytes) = (vec![], vec![], 0);
        for (k, v) in &m { pairs.push((*k, v.to_uppercase())); }
        for k in m.keys() { keys.push(k * 3); }
        for v in m.values() { bytes += v.len(); }
        (pairs, keys, bytes)
    }

    #[amorsize::parallel]
    fn by_exclusive_reference(x: &In) -> Vec<(usize, String)> {
        let mut m = map(x);
        for (k, v) in &mut m { v.push_str(&k.to_string()); }
        for v in m.values_mut() { *v = v.chars().rev().collect(); }
        for (_, v) in m.iter_mut() { v.push('!'); }
        let mut all: Vec<_> = m.into_iter().collect();
        all.sort();
        all
    }

    #[amorsize::parallel]
    fn by_value(x: &In) -> (Vec<String>, Vec<usize>, Vec<(usize, String)>, usize) {
        let (mut values, mut keys, mut drained) = (vec![], vec![], vec![]);
        for (k, v) in map(x) { values.push(v + &k.to_string()); }
        for k in map(x).into_keys() { keys.push(k); }
        let mut m = map(x);
        for (k, v) in m.drain() { drained.push((k, v)); }
        (values, keys, drained, m.len())
    }

    #[amorsize::parallel]
    fn adapted(x: &In) -> (Vec<(usize, usize)>, Vec<(usize, String)>, Vec<(i32, usize)>) {
        let m = map(x);
        let (mut a, mut b, mut c) = (vec![], vec![], vec![]);
        for (k, (key, _)) in m.iter().enumerate().skip(2).step_by(3) { a.push((k, *key)); }
        for (key, v) in m.keys().copied().zip(m.values().cloned()).take(x.stop) { b.push((key, v)); }
        for (i, key) in x.small.iter().zip(m.keys()) { c.push((*i, *key)); }
        for (key, i) in m.keys().zip(&x.small) { c.push((*i, *key)); }
        for (key, i) in m.keys().zip(5..) { c.push((i, *key)); }
        for (i, key) in (0..).zip(m.keys()) { c.push((i, *key)); }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn in_order(x: &In) -> (Vec<i64>, Vec<(usize, usize)>, i64) {
        let mut m = ordered(x);
        let (mut v, mut w, mut s) = (vec![], vec![], 0i64);
        for (k, e) in &m { v.push(*e ^ *k as i64); }
        for (k, e) in m.iter().rev().enumerate() { w.push((k, *e.0)); }
        for (_, e) in m.range(x.stop / 2..x.n / 2 + x.stop / 2) { s = s.wrapping_add(*e); }
        for e in m.values_mut() { *e = e.wrapping_mul(5); }
        for (k, e) in m.range_mut(x.stop..) { *e ^= *k as i64; }
        for (k, e) in m { v.push(e.wrapping_add(k as i64)); }
        (v, w, s)
    }

    #[amorsize::parallel]
    fn sets(x: &In) -> (Vec<i32>, Vec<usize>, Vec<usize>) {
        let set: Set<i32> = x.small.iter().copied().collect();
        let tree: BTreeSet<usize> = x.at.iter().copied().collect();
        let (mut a, mut b, mut c) = (vec![], vec![], vec![]);
        for e in &set { a.push(*e); }
        for e in set { a.push(-e); }
        for e in tree.iter().rev() { b.push(*e); }
        for e in tree.range(..x.stop) { c.push(*e); }
        for e in tree { c.push(e + 1); }
        (a, b, c)
    }

    // The length is exact, so what each item owns can be a view.
    #[amorsize::parallel]
    fn views(x: &In) -> (Vec<usize>, Vec<i64>) {
        let m = map(x);
        let tree = ordered(x);
        let mut lengths = vec![0; m.len() + x.stop % 2];
        let mut sums = vec![7; tree.len()];
        for (i, v) in m.values().enumerate() { lengths[i] += v.len(); }
        for (i, (k, e)) in tree.iter().enumerate() { sums[i] = *e ^ *k as i64; }
        (lengths, sums)
    }

    #[amorsize::parallel]
    fn leaving_into(x: &In, v: &mut Vec<usize>, n: &mut usize) -> Option<usize> {
        let m = ordered(x);
        for k in m.keys() { if *k >= x.stop { break; } v.push(*k); }
        for (k, e) in m.iter().enumerate() { *n += 1; if k == x.stop { return Some(*e.0); } }
        None
    }

    fn leaving(x: &In) -> (Option<usize>, Vec<usize>, usize) {
        let (mut v, mut n) = (vec![], 0);
        let end = leaving_into(x, &mut v, &mut n);
        (end, v, n)
    }

    #[amorsize::parallel]
    fn panicking(x: &In) -> usize {
        let mut n = 0;
        for (k, e) in ordered(x).into_iter().enumerate() { assert!(k < x.stop, "entry {k}: {}", e.0); n += 1; }
        n
    }
}

twin! { sequences;
    #[amorsize::parallel]
    fn queues(x: &In) -> (Vec<i64>, Vec<String>, usize) {
        let mut d: VecDeque<i64> = x.i.iter().copied().collect();
        d.rotate_left(x.n / 3);
        let (mut v, mut w) = (vec![], vec![]);
        for e in &mut d { *e = e.wrapping_mul(3); }
        for e in d.iter_mut().rev().take(5) { *e = 1; }
        for e in d.drain(x.n / 4..x.n / 2) { v.push(e); }
        for e in d { v.push(e); }
        let mut words: VecDeque<String> = x.words.iter().cloned().collect();
        words.rotate_right(x.n / 2);
        for s in words.drain(..) { w.push(s + "."); }
        (v, w, words.len())
    }

    #[amorsize::parallel]
    fn drained(x: &In) -> (Vec<String>, Vec<String>, Vec<char>, String) {
        let mut words = x.words.clone();
        let (mut out, mut chars) = (vec![], vec![]);
        for w in words.drain(x.n / 3..) { out.push(w.to_lowercase()); }
        let mut t = text(x);
        for c in t.drain(..) { chars.push(c); }
        (out, words, chars, t)
    }

    #[amorsize::parallel]
    fn lists(x: &In) -> (Vec<i64>, Vec<i32>, Vec<i32>) {
        let mut list: LinkedList<i64> = x.i.iter().copied().collect();
        let heap: BinaryHeap<i32> = x.small.iter().copied().collect();
        let (mut a, mut b, mut c) = (vec![], vec![], vec![]);
        for e in &mut list { *e ^= 3; }
        for e in list.iter().rev() { a.push(*e); }
        for e in list { a.push(e); }
        for e in &heap { b.push(*e); }
        for e in heap { c.push(e); }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn at_most_one(x: &In) -> Vec<usize> {
        let mut v = vec![];
        let mut o = (x.n > 2).then_some(x.n);
        let r: Result<usize, String> = if x.stop % 2 == 0 { Ok(x.stop) } else { Err("odd".into()) };
        for e in &o { v.push(*e); }
        for e in &mut o { *e += 1; }
        for e in o.iter() { v.push(*e); }
        for e in o { v.push(e); }
        for e in &r { v.push(*e); }
        for e in r { v.push(e); }
        for e in std::iter::once(x.n) { v.push(e); }
        for e in std::iter::empty::<usize>() { v.push(e); }
        v
    }

    #[amorsize::parallel]
    fn in_a_variable(x: &In) -> Vec<i64> {
        let mut v = vec![];
        let chunks = x.i.iter().skip(1).chain(&x.i);
        for e in chunks { v.push(*e); }
        let pairs = x.i.iter().zip(0u32..).peekable();
        for (e, k) in pairs { v.push(e.wrapping_add(k as i64)); }
        let mut copy = x.i.clone();
        let rows = copy.chunks_mut(3);
        for row in rows { row[0] = 1; }
        v.extend(copy);
        v
    }
}

twin! { texts;
    #[amorsize::parallel]
    fn lines(x: &In) -> (Vec<String>, usize, Vec<(usize, usize)>) {
        let t = text(x);
        let (mut v, mut n, mut w) = (vec![], 0, vec![]);
        for line in t.lines() { v.push(line.to_uppercase()); }
        for line in t.lines().rev().skip(1) { n += line.len(); }
        for (k, line) in t.lines().enumerate() { w.push((k, line.len())); }
        (v, n, w)
    }

    #[amorsize::parallel]
    fn characters(x: &In) -> (String, Vec<(usize, char)>, u64, Vec<u16>) {
        let t = text(x);
        let (mut s, mut v, mut n, mut u) = (String::new(), vec![], 0u64, vec![]);
        for c in t.chars() { s.extend(c.to_uppercase()); }
        for c in t.chars().rev() { s.push(c); }
        for (i, c) in t.char_indices() { if c.is_alphabetic() { v.push((i, c)); } }
        for b in t.bytes() { n = n.wrapping_add(b as u64); }
        for b in t.encode_utf16() { u.push(b); }
        for c in 'a'..='z' { s.push(c); }
        for c in ('a'..'\u{e900}').rev().take(x.n) { s.push(c); }
        (s, v, n, u)
    }

    #[amorsize::parallel]
    fn split(x: &In) -> Vec<String> {
        let t = text(x);
        let mut v: Vec<String> = vec![];
        for part in t.split('e') { v.push(part.to_string()); }
        for part in t.split("am") { v.push(part.to_string()); }
        for part in t.split(['a', '\n']) { v.push(part.to_string()); }
        for part in t.split_whitespace() { v.push(part.to_string()); }
        for part in t.splitn(x.stop % 7, 'a') { v.push(part.to_string()); }
        for part in t.rsplit('a') { v.push(part.to_string()); }
        for part in t.split_terminator('\n') { v.push(part.to_string()); }
        for part in t.split_inclusive(&['\r', 'b'][..]) { v.push(part.to_string()); }
        for (i, part) in t.match_indices("same") { v.push(format!("{i}{part}")); }
        v
    }

    #[amorsize::parallel]
    fn paths(x: &In) -> Vec<String> {
        let path: std::path::PathBuf = x.words.iter().take(60).collect();
        let mut v = vec![];
        for part in &path { v.push(part.to_string_lossy().into_owned()); }
        for part in path.components().rev() { v.push(format!("{part:?}")); }
        for part in path.ancestors() { v.push(part.display().to_string()); }
        v
    }

    // How many lines there are is known only at the end.
    #[amorsize::parallel]
    fn into_elements(x: &In) -> Vec<usize> {
        let t = text(x);
        let mut v = vec![0; x.n];
        for (i, line) in t.lines().enumerate() { v[i] = line.len(); }
        v
    }

    #[amorsize::parallel]
    fn into_too_few(x: &In) -> Vec<usize> {
        let t = text(x);
        let mut v = vec![0; x.stop];
        for (i, line) in t.lines().enumerate() { v[i] = line.len(); }
        v
    }

    #[amorsize::parallel]
    fn parsed(x: &In) -> Result<Vec<i32>, std::num::ParseIntError> {
        let mut t = String::new();
        for (k, i) in x.small.iter().enumerate() {
            t += &i.to_string();
            t += if k == x.stop { "x\n" } else { "\n" };
        }
        let mut v = vec![];
        for line in t.lines() { v.push(line.parse::<i32>()?); }
        Ok(v)
    }

    #[amorsize::parallel]
    fn counted(x: &In) -> BTreeMap<String, usize> {
        let t = text(x);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in t.split_whitespace() { *counts.entry(word.to_lowercase()).or_default() += 1; }
        counts
    }

    #[amorsize::parallel]
    fn floats(x: &In) -> u64 {
        let mut t = String::new();
        for f in &x.f { t += &f.to_string(); t += " "; }
        let mut sum = 0.0;
        for word in t.split(' ') { if let Ok(f) = word.parse::<f64>() { sum += f; } }
        sum.to_bits()
    }
}

/// Counts what it gave; on one thread only.
#[derive(Clone)]
struct Stream {
    at: Rc<Cell<usize>>,
    end: usize,
    panics: usize,
}

impl Stream {
    fn new(end: usize, panics: usize) -> Self {
        Stream {
            at: Rc::default(),
            end,
            panics,
        }
    }
}

impl Iterator for Stream {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        let at = self.at.get();
        assert!(at != self.panics, "item {at} is bad");
        self.at.set(at + 1);
        (at < self.end).then_some(at)
    }
}

impl Seen for Stream {
    fn seen(&self, out: &mut Vec<u8>) {
        self.end.seen(out);
    }
}

/// Its adapters are not std's.
struct Own(std::vec::IntoIter<i64>);

impl Iterator for Own {
    type Item = i64;
    fn next(&mut self) -> Option<i64> {
        self.0.next()
    }
    // And it lies.
    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX / 3, Some(self.0.len() / 2))
    }
}

impl Own {
    fn skip(mut self, n: usize) -> Own {
        self.0.nth(2 * n);
        self
    }
    fn enumerate(self) -> std::iter::Zip<Own, std::ops::RangeFrom<i64>> {
        self.zip(100..)
    }
}

twin! { on_the_users_word;
    #[amorsize::parallel(pull)]
    fn own_adapters(x: &In) -> Vec<i64> {
        let mut v = vec![];
        for (i, k) in Own(x.i.clone().into_iter()).skip(2).enumerate() { v.push(i ^ k); }
        v
    }

    #[amorsize::parallel(pull)]
    fn whole(x: &In) -> (Vec<usize>, usize) {
        let mut v = vec![];
        let stream = Stream::new(x.n, usize::MAX);
        for i in stream.clone() { v.push(i * 2); }
        // All of it was asked for, and one more.
        (v, stream.at.get())
    }

    #[amorsize::parallel(pull)]
    fn left_into(x: &In, v: &mut Vec<usize>) -> Option<usize> {
        for i in Stream::new(usize::MAX, usize::MAX) { if i >= x.stop { break; } v.push(i); }
        for i in Stream::new(x.n, usize::MAX) { if i == x.stop2 { return Some(i); } v.push(i); }
        None
    }

    fn left(x: &In) -> (Vec<usize>, Option<usize>) {
        let mut v = vec![];
        let end = left_into(x, &mut v);
        (v, end)
    }

    #[amorsize::parallel(pull)]
    fn a_panic_of_next_into(x: &In, v: &mut Vec<usize>, sum: &mut usize) {
        for i in Stream::new(x.n, x.stop) { if i == x.stop2 { break; } *sum += i; v.push(i); }
    }

    fn a_panic_of_next(x: &In) -> (String, Vec<usize>, usize) {
        let (mut v, mut sum) = (vec![], 0);
        let end = crate::harness::caught(|| a_panic_of_next_into(x, &mut v, &mut sum));
        (end, v, sum)
    }

    #[amorsize::parallel(pull)]
    fn closures(x: &In) -> (Vec<i64>, usize) {
        let mut v = vec![];
        let mut calls = 0;
        for i in x.i.iter().filter(|i| { calls += 1; **i % 3 != 0 }).map(|i| i / 2).enumerate().skip(1) { v.push(i.1 ^ i.0 as i64); }
        let mut state = x.seed;
        for i in std::iter::from_fn(|| { state = state.wrapping_mul(5).wrapping_add(1); (state % 97 != 0).then_some(state) }).take(x.n) {
            v.push(i as i64);
        }
        for i in std::iter::successors(Some(1u64), |i| i.checked_mul(3)) { v.push(i as i64); }
        (v, calls)
    }

    // What is written as a range is cut all the same.
    #[amorsize::parallel(pull)]
    fn beside_a_range(x: &In) -> Vec<i32> {
        let mut v = vec![0; x.n];
        for i in 0..x.n { v[i] = x.small[i] + 1; }
        for (k, e) in v.clone().into_iter().enumerate() { v[k] = e * 2; }
        v
    }

    #[amorsize::parallel(pull)]
    fn a_channel(x: &In) -> Vec<i64> {
        let (send, receive) = std::sync::mpsc::channel();
        for_each_sent(x, &send);
        drop(send);
        let mut v = vec![];
        for i in receive { v.push(i); }
        v
    }

    // The head's temporaries live as long as the loop.
    #[amorsize::parallel(pull)]
    fn borrowed_state(x: &In) -> (Vec<String>, usize) {
        let words = RefCell::new(x.words.clone());
        let mut v = vec![];
        for w in words.borrow_mut().drain(..).collect::<Vec<_>>().iter().peekable() { v.push(w.repeat(2)); }
        let left = words.borrow().len();
        (v, left)
    }
}

fn for_each_sent(x: &In, send: &std::sync::mpsc::Sender<i64>) {
    x.i.iter().for_each(|i| send.send(*i).unwrap());
}

// Calls of one site that have very different lengths, which nobody knows in advance.
#[test]
fn lengths_that_change() {
    #[amorsize::parallel]
    fn lines(text: &str) -> Vec<usize> {
        let mut v = vec![];
        for line in text.to_string().lines() {
            v.push(line.len());
        }
        v
    }
    #[amorsize::parallel(pull)]
    fn counted(n: usize) -> Vec<usize> {
        let mut v = vec![];
        let mut i = 0;
        for k in std::iter::from_fn(|| {
            i += 1;
            (i <= n).then_some(i)
        }) {
            v.push((0..200 * (k % 3)).fold(k, |a, b| a.rotate_left(3) ^ b));
        }
        v
    }
    fn expected(n: usize) -> Vec<usize> {
        (1..=n)
            .map(|k| (0..200 * (k % 3)).fold(k, |a, b| a.rotate_left(3) ^ b))
            .collect()
    }
    crate::harness::prepare();
    let mut random = crate::input::Random(7);
    for round in 0..300 {
        let n = if round % 7 == 0 {
            random.below(20_000)
        } else {
            random.below(30)
        };
        assert_eq!(counted(n), expected(n));
        let text = "a line\n".repeat(n);
        assert_eq!(lines(&text), vec![6; n]);
    }
}
