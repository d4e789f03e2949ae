//! Adapters in the head that are not cut by index: they run in the body.

use crate::input::In;
use amorsize_tests_twin::twin;

fn odd(i: &&i64) -> bool {
    **i % 2 != 0
}

twin! { steps;
    #[amorsize::parallel]
    fn mapped(x: &In) -> (Vec<i64>, i64, Vec<String>) {
        let (mut v, mut s, mut w) = (vec![], 0i64, vec![]);
        for i in x.i.iter().map(|i| i ^ 5) { v.push(i); }
        for i in x.small.iter().map(|i| *i as i64).filter(|i| i % 3 != 0) { s += i; }
        for word in x.words.iter().map(String::as_str).map(str::to_uppercase) { w.push(word); }
        (v, s, w)
    }

    #[amorsize::parallel]
    fn filtered(x: &In) -> (Vec<i64>, Vec<usize>, Vec<i64>) {
        let (mut v, mut w, mut u) = (vec![], vec![], vec![]);
        let limit = x.n / 2;
        let big = |i: &usize| *i > limit;
        for i in x.i.iter().filter(odd) { v.push(*i); }
        for i in (0..x.n).filter(big).map(|i| i * 2) { w.push(i); }
        for i in x.at.iter().copied().filter(|i| big(i)) { w.push(i); }
        for (k, i) in x.i.iter().enumerate().skip(1).filter(|(k, _)| k % 4 != 1) { u.push(i ^ k as i64); }
        for i in x.i.iter().filter(|i| **i > 0).copied() { u.push(i); }
        (v, w, u)
    }

    #[amorsize::parallel]
    fn flat(x: &In) -> (Vec<(usize, char)>, Vec<i32>, i64) {
        let (mut v, mut w, mut s) = (vec![], vec![], 0i64);
        for (k, c) in x.words.iter().enumerate().flat_map(|(k, word)| word.chars().map(move |c| (k, c))) { v.push((k, c)); }
        for i in x.small.iter().filter_map(|i| i.checked_rem(*i)) { w.push(i); }
        for i in x.small.chunks(3).flatten() { s += *i as i64; }
        for i in x.words.clone().into_iter().filter_map(|w| w.len().checked_sub(3)) { w.push(i as i32); }
        (v, w, s)
    }

    #[amorsize::parallel]
    fn seen(x: &In) -> (usize, u64) {
        let calls = std::sync::atomic::AtomicUsize::new(0);
        let mut s = 0u64;
        for i in x.i.iter().inspect(|_| { calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed); }) { s ^= *i as u64; }
        (calls.into_inner(), s)
    }

    #[amorsize::parallel]
    fn going_on(x: &In) -> Vec<String> {
        let mut v = vec![];
        for i in x.i.iter().map(|i| i / 3) { if i % 2 == 0 { continue; } v.push(i.to_string()); }
        'l: for c in x.words.iter().flat_map(|w| w.chars()) {
            for d in ['e', 'b'] { if c == d { continue 'l; } }
            v.push(format!("{c}"));
        }
        v
    }

    #[amorsize::parallel]
    fn leaving_into(x: &In, v: &mut Vec<String>) -> Option<usize> {
        for i in (0..x.n).map(|i| i + 1) { if i > x.stop { break; } v.push(i.to_string()); }
        'l: for i in (0..x.n).filter(|i| i % 3 != 0) { for j in 0..3 { if i + j > x.stop { break 'l; } } v.push(format!("{i}")); }
        for c in x.words.iter().flat_map(|w| w.chars()) { if c == 'Z' { break; } assert!(c != '\0'); }
        for (k, i) in x.small.iter().enumerate().filter(|(_, i)| **i != 0) { if k > x.stop2 { return Some(k); } v.push(i.to_string()); }
        None
    }

    fn leaving(x: &In) -> (Option<usize>, Vec<String>) {
        let mut v = vec![];
        let end = leaving_into(x, &mut v);
        (end, v)
    }

    #[amorsize::parallel]
    fn fallible(x: &In) -> Result<Vec<i32>, std::num::ParseIntError> {
        let mut t: Vec<String> = x.small.iter().map(i32::to_string).collect();
        if x.stop < x.n { t[x.stop].push('x'); }
        let mut v = vec![];
        for r in t.iter().map(|s| s.parse::<i32>()) { v.push(r? * 2); }
        Ok(v)
    }

    #[amorsize::parallel]
    fn panicking(x: &In) -> i64 {
        let mut s = 0i64;
        for i in x.i.iter().enumerate().map(|(k, i)| { assert!(k < x.stop, "item {k}"); i / 2 }) { s = s.wrapping_add(i); }
        s
    }

    #[amorsize::parallel]
    fn into_elements(x: &In) -> Vec<i64> {
        let mut out = vec![0; x.n];
        for i in (0..x.n).filter(|i| i % 2 == 0) { out[i] = x.i[i] ^ 1; }
        for (k, i) in x.i.iter().enumerate().map(|(k, i)| (k, i.wrapping_mul(3))) { out[k] ^= i; }
        out
    }

    #[amorsize::parallel]
    fn of_what_is_pulled(x: &In) -> (Vec<usize>, usize) {
        let text = x.words.join("\n");
        let (mut v, mut n) = (vec![], 0);
        for line in text.lines().filter(|l| !l.is_empty()) { v.push(line.len()); }
        for word in text.lines().flat_map(|l| l.split('e')).map(str::len) { n += word; }
        let map: std::collections::BTreeMap<_, _> = x.at.iter().zip(&x.i).collect();
        for k in map.keys().map(|k| **k).filter(|k| k % 2 == 0) { v.push(k); }
        (v, n)
    }

    // They end the loop, and what follows the item that does so is not there.
    #[amorsize::parallel]
    fn ending_at(x: &In) -> (Vec<i64>, Vec<usize>, u64, Vec<char>) {
        let (mut v, mut w, mut s, mut u) = (vec![], vec![], 0u64, vec![]);
        let stop = x.stop;
        for (_, i) in x.i.iter().enumerate().take_while(|(k, _)| *k < stop) { v.push(*i); }
        for i in (0..x.n).filter(|i| i % 3 != 1).map_while(|i| (i + 1).checked_rem(stop.wrapping_sub(i))).map(|i| i + 1) { w.push(i); }
        for i in x.i.iter().map(|i| i.unsigned_abs()).take_while(|i| i % 61 != 7) { s ^= i; }
        for c in x.words.iter().flat_map(|w| w.chars()).take_while(|c| *c != 'Q').filter(|c| *c != 'e') { u.push(c); }
        for i in (0..x.n).take_while(|i| i % 97 < 90).take_while(|i| *i != stop) { if i == x.stop2 { break; } if i % 2 == 0 { continue; } w.push(i); }
        (v, w, s, u)
    }

    #[amorsize::parallel]
    fn ending_in_elements(x: &In) -> (Vec<i64>, Result<i64, String>, Option<i64>) {
        let mut out = vec![0; x.n];
        for i in (0..x.n).take_while(|i| *i != x.stop) { out[i] = x.i[i] ^ 1; }
        let r = (|| fallible_while(x))();
        let mut last = None;
        for i in x.i.iter().copied().map_while(|i| i.checked_mul(3)) { last = Some(i); }
        (out, r, last)
    }

    #[amorsize::parallel]
    fn fallible_while(x: &In) -> Result<i64, String> {
        let mut s = 0i64;
        for (k, i) in x.i.iter().enumerate().take_while(|(k, _)| { assert!(*k != x.stop2, "asked {k}"); *k != x.stop }) {
            s ^= if k + 3 == x.stop2 { Err(k.to_string())? } else { *i };
        }
        Ok(s)
    }

    // Asked before the first body, and never again.
    #[amorsize::parallel]
    fn skipping_to(x: &In) -> (Vec<i64>, Vec<usize>, usize, Vec<(usize, usize)>) {
        let (mut v, mut w, mut asked, mut u) = (vec![], vec![], 0, vec![]);
        let stop = x.stop;
        for i in x.i.iter().skip_while(|i| { asked += 1; **i % 5 != 2 }) { v.push(*i); }
        for i in (0..x.n).skip_while(|i| *i < stop).step_by(2) { w.push(i); }
        for i in (0..x.n + 1).rev().skip_while(move |i| *i > stop).take_while(|i| i % 50 != 1) { w.push(i); }
        for (k, (a, _)) in x.at.iter().zip(&x.i).skip_while(|(a, _)| **a < stop).enumerate() { u.push((k, *a)); }
        for (k, c) in x.words.concat().chars().skip_while(char::is_ascii_uppercase).enumerate() { w.push(k + c as usize); }
        (v, w, asked, u)
    }
}

twin! { joined;
    #[amorsize::parallel]
    fn in_row(x: &In) -> (Vec<i64>, Vec<usize>, i64, Vec<String>) {
        let (mut v, mut w, mut s, mut u) = (vec![], vec![], 0i64, vec![]);
        for i in x.i.iter().chain(&x.i[..x.n / 2]) { v.push(*i); }
        for (k, i) in (0..x.n).chain(x.stop..=x.n).rev().enumerate() { w.push(k ^ i); }
        for i in x.i.iter().skip(2).chain(x.i.iter().rev().take(9)).copied().chain([4, 5]).filter(|i| i % 3 != 0) { s += i % 1000; }
        for t in x.words.clone().into_iter().chain(vec![String::from("end")]) { u.push(t); }
        for (t, i) in x.words.iter().chain(&u.clone()).zip((0..x.stop).chain(7..)) { if i == x.stop2 { break; } u.push(format!("{t}{i}")); }
        (v, w, s, u)
    }

    // One side is pulled: so is the other.
    #[amorsize::parallel]
    fn half_pulled(x: &In) -> (Vec<usize>, Vec<usize>) {
        let (mut v, mut w) = (vec![], vec![]);
        let set: std::collections::BTreeSet<_> = x.at.iter().copied().collect();
        for i in x.at.iter().chain(&set) { v.push(*i); }
        for i in set.iter().chain(Some(&x.stop)).chain(&x.at) { v.push(*i); }
        for i in std::iter::once(3).chain(0..x.n).map(|i| i + 1) { w.push(i); }
        (v, w)
    }

    #[amorsize::parallel]
    fn in_place(x: &In) -> (Vec<i64>, Vec<i64>, Vec<usize>) {
        let (mut a, mut b) = (x.i.clone(), x.i[..x.n / 3].to_vec());
        let mut k = vec![0; x.n + x.n / 3];
        for i in a.iter_mut().chain(&mut b) { *i ^= 77; }
        for c in a.chunks_mut(3).chain(b.chunks_mut(2)) { c.reverse(); }
        for (n, i) in a.iter().chain(&b).enumerate() { k[n] = *i as usize / 2; }
        (a, b, k)
    }

    #[amorsize::parallel]
    fn failing(x: &In) -> i64 {
        let mut s = 0i64;
        for (k, i) in x.i.iter().chain(x.i.iter().rev()).enumerate() { assert!(k != x.n + x.stop, "item {k}"); s ^= i / 3; }
        s
    }
}
