//! T3 with results and exits, closures, lent variables, and `ordered!` blocks.

use crate::input::In;
use crate::replays::Journal;
use amorsize_tests_twin::twin;
use std::collections::*;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Takes so many bytes and no more.
struct Short {
    bytes: Vec<u8>,
    room: usize,
}
impl Write for Short {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + from.len() > self.room {
            return Err(io::Error::other("full"));
        }
        self.bytes.extend_from_slice(from);
        Ok(from.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.bytes.push(b'|');
        Ok(())
    }
}

fn short(x: &In) -> Short {
    Short {
        bytes: vec![],
        room: x.stop * 9 + x.n % 3,
    }
}

fn line(k: usize, word: &str) -> Vec<u8> {
    format!("{k}{word};").into_bytes()
}

fn note(into: &mut Vec<String>, k: usize, word: &str) -> Result<(), usize> {
    into.push(format!("{k}{word}"));
    if into.len() == 7_000 { Err(k) } else { Ok(()) }
}

#[derive(Debug)]
#[expect(dead_code, reason = "seen through `Debug`")]
enum Bad {
    Io(String),
    At(usize, String),
}
impl From<io::Error> for Bad {
    fn from(e: io::Error) -> Bad {
        Bad::Io(e.to_string())
    }
}
impl From<String> for Bad {
    fn from(e: String) -> Bad {
        Bad::At(0, e)
    }
}
impl crate::seen::Seen for Bad {
    fn seen(&self, out: &mut Vec<u8>) {
        format!("{self:?}").seen(out)
    }
}
fn text(r: Result<(), Bad>) -> String {
    format!("{r:?}")
}

twin! { results;
    #[amorsize::parallel]
    fn write_all(w: &mut Short, words: &[String]) -> Result<(), Bad> {
        for (k, word) in words.iter().enumerate() { w.write_all(&line(k, word))?; }
        Ok(())
    }

    fn full(x: &In) -> (String, Vec<u8>) {
        let mut w = short(x);
        let end = text(write_all(&mut w, &x.words));
        (end, w.bytes)
    }

    #[amorsize::parallel]
    fn write_lines(w: &mut Short, x: &In) -> Result<u64, Bad> {
        let mut n = 0u64;
        for (k, word) in x.words.iter().enumerate() {
            writeln!(w, "{word:>4}{}", x.small[k])?;
            if k % 3 == 0 { w.flush()?; }
            n += 1;
        }
        Ok(n)
    }

    fn formatted(x: &In) -> (String, Vec<u8>) {
        let mut w = short(x);
        let end = format!("{:?}", write_lines(&mut w, x));
        (end, w.bytes)
    }

    #[amorsize::parallel]
    fn errors_with_their_place(w: &mut Short, j: &mut Journal, x: &In) -> Result<(), Bad> {
        for k in 0..x.n {
            j.check(k, x.stop2).map_err(|e| Bad::At(k, e))?;
            w.write_all(&line(k, &x.words[k])).map_err(|_| Bad::At(k, x.words[k].len().to_string()))?;
        }
        Ok(())
    }

    fn mapped(x: &In) -> (String, Vec<u8>, u64) {
        let (mut w, mut j) = (short(x), Journal::default());
        let end = text(errors_with_their_place(&mut w, &mut j, x));
        (end, w.bytes, j.hash)
    }

    #[amorsize::parallel]
    fn ignored_and_unwrapped(x: &In) -> (Vec<u8>, BTreeMap<i32, usize>, usize) {
        let mut w = short(x);
        let mut m = BTreeMap::new();
        let mut seen = 0;
        for (k, word) in x.words.iter().enumerate() {
            let _ = w.write_all(&line(k, word));
            w.flush().ok();
            w.flush().unwrap();
            m.insert(x.small[k], k).unwrap_or_default();
            seen += word.len();
        }
        (w.bytes, m, seen)
    }

    // What other statements change is what they have changed by then.
    #[amorsize::parallel]
    fn beside(j: &mut Journal, total: &mut i64, last: &mut usize, list: &mut Vec<usize>, text: &mut String, most: &mut i32, x: &In) -> Result<(), String> {
        for k in 0..x.n {
            *total += x.small[k] as i64;
            *most = (*most).max(x.small[k]);
            list.push(k);
            j.check(k, x.stop)?;
            *last = k;
            text.push_str(&x.words[k]);
            *total -= 3;
        }
        Ok(())
    }

    fn prefix(x: &In) -> (String, u64, i64, usize, Vec<usize>, String, i32) {
        let (mut j, mut total, mut last, mut list, mut text, mut most) = (Journal::default(), 0, 0, vec![], String::new(), 0);
        let end = beside(&mut j, &mut total, &mut last, &mut list, &mut text, &mut most, x);
        (format!("{end:?}"), j.hash, total, last, list, text, most)
    }

    #[amorsize::parallel]
    fn two_exits(j: &mut Journal, x: &In) -> Result<Vec<usize>, Bad> {
        let mut out = vec![0; x.n];
        for k in 0..x.n {
            if k == x.stop2 { return Err(Bad::At(k, "worker".to_owned())); }
            out[k] = k + 1;
            j.check(k, x.stop)?;
        }
        Ok(out)
    }

    fn which_comes_first(x: &In) -> (String, u64) {
        let mut j = Journal::default();
        let end = two_exits(&mut j, x);
        (format!("{end:?}"), j.hash)
    }

    #[amorsize::parallel]
    fn options(x: &In) -> Option<usize> {
        let mut q: VecDeque<usize> = (0..x.stop + 5).collect();
        let mut n = 0;
        for k in 0..x.n { q.pop_front()?; q.push_back(k); q.pop_front()?; n += 1; }
        Some(n)
    }

    #[amorsize::parallel]
    fn panics(j: &mut Journal, x: &In) { for k in 0..x.n { j.check(k, x.stop).unwrap(); j.check(k, usize::MAX).expect("never"); } }

    fn unwrapped(x: &In) -> (String, u64) {
        let mut j = Journal::default();
        let end = crate::harness::caught(|| panics(&mut j, x));
        (end, j.hash)
    }

    // A closure of the body has its own `?`.
    #[amorsize::parallel]
    fn in_closures(x: &In) -> Vec<Option<i32>> {
        let mut all = vec![];
        for i in &x.small { let f = || -> Option<i32> { let k = (*i > 0).then_some(*i)?; Some(k + 1) }; all.push(f()); }
        all
    }
}

twin! { calls;
    #[amorsize::parallel]
    fn closures(x: &In) -> (f64, Vec<i32>) {
        let mut total = 0.0;
        let mut seen = vec![];
        let mut add = |f: f64, i: &i32| { total = total * 0.5 + f; if *i > 3 { seen.push(*i); } };
        for (f, i) in x.f.iter().zip(&x.small) { if *f > 0.1 { add(f * 2.0, i); } add(1.0, &(i + 1)); }
        (total, seen)
    }

    #[amorsize::parallel]
    fn given(f: &mut dyn FnMut(usize), mut g: impl FnMut(&str), x: &In) { for (k, w) in x.words.iter().enumerate() { f(k); g(w); } }

    fn parameters(x: &In) -> (u64, String) {
        let (mut hash, mut s) = (1u64, String::new());
        given(&mut |k| hash = hash.rotate_left(3) ^ k as u64, |w| { s.push_str(w); s.truncate(200) }, x);
        (hash, s)
    }

    #[amorsize::parallel]
    fn functions(x: &In) -> Result<Vec<String>, usize> {
        let mut all = vec![];
        for (k, w) in x.words.iter().enumerate() {
            let trimmed = w.trim_matches('e').to_owned();
            note(&mut all, k, &trimmed)?;
            let _ = note(&mut all, k + 1, &w.to_uppercase());
        }
        Ok(all)
    }

    #[amorsize::parallel]
    fn lent_parameter(all: &mut Vec<String>, x: &In) { for (k, w) in x.words.iter().enumerate() { note(all, k, w).ok(); } }

    fn lent(x: &In) -> Vec<String> {
        let mut all = vec!["first".to_owned()];
        lent_parameter(&mut all, x);
        all
    }

    #[amorsize::parallel]
    fn methods_of_items(x: &In) -> (String, usize) {
        struct Word<'a>(&'a str);
        impl Word<'_> { fn render(&self, to: &mut String, k: usize) { write!(to, "{}{k},", self.0).unwrap(); } }
        let words: Vec<Word> = x.words.iter().map(|w| Word(w)).collect();
        let mut page = String::new();
        let mut n = 0;
        for (k, w) in words.iter().enumerate() { w.render(&mut page, k); n += k; }
        (page, n)
    }
}

twin! { ordered_blocks;
    #[amorsize::parallel]
    fn running_total(x: &In) -> (Vec<i64>, i64) {
        let (mut total, mut all) = (0i64, vec![]);
        for (k, i) in x.small.iter().enumerate() {
            let square = *i as i64 * *i as i64;
            amorsize::ordered! { total = total.rotate_left(1) ^ square; if k % 2 == 0 { all.push(total); } }
        }
        (all, total)
    }

    #[amorsize::parallel]
    fn with_results(x: &In) -> Result<(BTreeSet<i32>, usize), Bad> {
        let (mut set, mut double) = (BTreeSet::new(), 0);
        let mut w = short(x);
        for i in &x.small {
            let text = line(*i as usize & 15, "x");
            amorsize::ordered! {
                if !set.insert(*i) { double += 1; }
                w.write_all(&text)?;
            }
        }
        Ok((set, double))
    }

    fn results(x: &In) -> String { format!("{:?}", with_results(x)) }

    #[amorsize::parallel]
    fn breaks(x: &In) -> (usize, usize, Vec<usize>) {
        let (mut n, mut weight, mut out) = (0, 0, vec![0; x.n]);
        for (k, w) in x.words.iter().enumerate() {
            out[k] = k;
            n += 1;
            let l = w.len();
            amorsize::ordered! { weight += l; if k == x.stop { break; } }
        }
        (n, weight, out)
    }

    #[amorsize::parallel]
    fn continues(x: &In) -> (usize, Vec<String>) {
        let (mut n, mut all) = (0, vec![]);
        'items: for w in &x.words {
            n += w.len();
            let owned = w.to_owned();
            amorsize::ordered! {
                if all.last() == Some(&owned) { continue; }
                for c in owned.chars() { if c == 'Z' { continue 'items; } if c == 'e' { break; } }
                all.push(owned);
            }
        }
        (n, all)
    }

    #[amorsize::parallel]
    fn returns(x: &In) -> (u64, String) {
        let (mut hash, mut count) = (7u64, 0u64);
        for (k, w) in x.words.iter().enumerate() {
            let h = w.bytes().fold(k as u64, |a, b| a.wrapping_mul(31) ^ b as u64);
            amorsize::ordered! {
                hash = hash.wrapping_mul(h | 1);
                count += 1;
                if hash % 1009 == 5 { return (hash, format!("{w}{k}")); }
            }
        }
        (hash ^ count, String::new())
    }

    // What is updated outside and looked at inside is in order too.
    #[amorsize::parallel]
    fn looks_at_others(x: &In) -> (String, i64, f64) {
        let (mut log, mut total, mut s) = (String::new(), 0i64, 0.0);
        for (k, i) in x.small.iter().enumerate() {
            total += *i as i64;
            s += x.f[k];
            amorsize::ordered! { if total % 7 == 0 { write!(log, "{total}{i};{s:.3}").unwrap(); } }
            total -= 1;
        }
        (log, total, s)
    }

    #[amorsize::parallel]
    fn nested_and_conditional(x: &In) -> Vec<(usize, usize)> {
        let mut all: Vec<(usize, usize)> = vec![];
        for k in 0..x.n {
            for a in 0..3 {
                if (k + a) % 4 != 0 { continue; }
                amorsize::ordered! { let n = all.len(); all.push((k * 10 + a, n)); }
            }
            match x.small[k] { 0 => amorsize::ordered! { all.clear() }, i if i > 5 => { amorsize::ordered! { all.truncate(20); } } _ => {} }
        }
        all
    }

    struct Machine { total: f64, history: Vec<f64>, scale: f64 }
    impl Machine {
        fn feed(&mut self, f: f64) { self.total = self.total * self.scale + f; if self.total > 1.5 { self.history.push(self.total); } }
    }

    #[amorsize::parallel]
    fn on_a_field(x: &In) -> (f64, Vec<f64>) {
        let mut m = Machine { total: 0.0, history: vec![], scale: 0.5 };
        for f in &x.f { let g = f * f; amorsize::ordered! { m.feed(g); m.total -= 0.1; } }
        (m.total, m.history)
    }

    // Alone it is the block.
    fn outside(x: &In) -> usize {
        let mut n = x.n;
        amorsize::ordered! { n += 1; }
        for k in 0..4 { amorsize::ordered! { if k == 2 { break; } n += k; } }
        n
    }
}
