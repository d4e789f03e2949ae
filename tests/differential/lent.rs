//! Iterators that are lent to a loop: `while let Some(x) = it.next()`, `it.by_ref()`, `&mut it`. After the loop they stand where the plain loop leaves them.

use crate::input::In;
use crate::pulled::text;
use amorsize_tests_twin::twin;

twin! { to_the_end;
    #[amorsize::parallel]
    fn while_let(x: &In) -> (Vec<i64>, Option<i64>, usize) {
        let mut it = x.i.iter();
        it.next();
        let mut v = vec![];
        while let Some(&e) = it.next() { v.push(e ^ 1); }
        (v, it.next().copied(), it.len())
    }

    #[amorsize::parallel]
    fn marked(x: &In) -> (Vec<usize>, usize) {
        let (mut v, mut n) = (vec![], 0);
        let t = text(x);
        let mut lines = t.lines();
        for _ in 0..x.stop.min(3) { n += 1; }
        #[parallel]
        'l: while let Some(line) = lines.next() {
            if line.is_empty() { continue 'l; }
            for c in line.chars() { if c == 'b' { continue 'l; } }
            v.push(line.len());
        }
        let mut pairs = x.words.iter().enumerate();
        #[parallel(name = "pairs")]
        while let Some((_, w)) = pairs.next() { n += w.len(); }
        (v, n)
    }

    #[amorsize::parallel]
    fn by_ref(x: &In) -> (Vec<i32>, usize, Vec<i32>) {
        let mut it = x.small.iter().copied().chain(0..3);
        let mut v = vec![];
        for e in it.by_ref().take(x.stop) { v.push(e * 2); }
        let mut rest = x.small.iter();
        for (a, b) in x.small.iter().skip(x.n / 2).zip(rest.by_ref()) { v.push(a * b); }
        for e in &mut it { v.push(e); }
        (v, rest.len(), it.collect())
    }

    #[amorsize::parallel]
    fn of_a_field(x: &In) -> (usize, usize) {
        struct Tokens<'a> { words: std::str::SplitWhitespace<'a>, seen: usize }
        let t = text(x);
        let mut tokens = Tokens { words: t.split_whitespace(), seen: 0 };
        let mut bytes = 0;
        while let Some(word) = tokens.words.next() { bytes += word.len(); }
        tokens.seen += 1;
        (bytes, tokens.words.count() + tokens.seen)
    }

    #[amorsize::parallel]
    fn owned_items_into(x: &In, it: &mut std::vec::IntoIter<String>) -> Vec<String> {
        let mut v = vec![];
        while let Some(word) = it.next() { v.push(word + "?"); }
        v
    }

    fn owned_items(x: &In) -> (Vec<String>, usize) {
        let mut it = x.words.clone().into_iter();
        let v = owned_items_into(x, &mut it);
        (v, it.len())
    }

    // No marker, and a `for` beside it: the `while` stays as it is.
    #[amorsize::parallel]
    fn left_alone(x: &In) -> (Vec<char>, i64) {
        let t = text(x);
        let mut chars = t.chars().peekable();
        let (mut v, mut s) = (vec![], 0i64);
        while let Some(c) = chars.next() { if chars.peek() == Some(&'a') { v.push(c); } }
        for i in &x.i { s ^= i; }
        (v, s)
    }
}

twin! { left_early;
    #[amorsize::parallel]
    fn slices(x: &In) -> (Vec<i64>, Vec<i64>, usize) {
        let mut it = x.i.iter();
        it.next();
        let (mut v, mut n) = (vec![], 0);
        while let Some(&e) = it.next() {
            if n == usize::MAX || e == x.i[x.stop.min(x.n - 1)] { break; }
            v.push(e ^ 1);
        }
        for &e in it.by_ref() { if e % 7 == 3 { break; } n += 1; }
        let rest = it.clone().copied().collect();
        (v, rest, n)
    }

    #[amorsize::parallel]
    fn words_into(x: &In, words: &mut std::str::SplitWhitespace<'_>) -> Result<usize, String> {
        let mut bytes = 0;
        while let Some(word) = words.next() {
            if word == "Zed" { return Err(word.to_owned()); }
            bytes += word.len() + x.n.min(1) - x.n.min(1);
        }
        Ok(bytes)
    }

    fn words(x: &In) -> (Vec<Result<usize, String>>, usize) {
        let t = text(x);
        let mut words = t.split_whitespace();
        let parts = (0..5).map(|_| words_into(x, &mut words)).collect();
        (parts, words.count())
    }

    #[amorsize::parallel]
    fn asked(x: &In) -> Result<(Vec<usize>, String), (usize, String)> {
        let t = text(x);
        let (mut chars, mut at) = (t.chars(), vec![]);
        fn is_right(c: char) -> Result<usize, usize> { if c == 'Z' { Err(7) } else { Ok(c.len_utf8()) } }
        let mut go = || -> Result<(), usize> {
            #[parallel]
            for c in &mut chars { at.push(is_right(c)?); }
            Ok(())
        };
        match go() {
            Ok(()) => Ok((at, chars.as_str().to_owned())),
            Err(e) => Err((e + at.len(), chars.as_str().to_owned())),
        }
    }

    #[amorsize::parallel]
    fn rounds(x: &In) -> Vec<(usize, i64)> {
        let mut numbers = (0..x.n).rev().step_by(2).enumerate();
        let mut found = vec![];
        'round: for round in 0..4usize {
            let mut sum = 0i64;
            #[parallel]
            while let Some((k, i)) = numbers.next() {
                if x.i[i] % 11 == round as i64 { continue 'round; }
                if k > x.stop { break 'round; }
                sum ^= x.i[i];
            }
            found.push((numbers.len(), sum));
        }
        found.push((numbers.len(), 0));
        found
    }

    /// The adapters run in the body.
    #[amorsize::parallel]
    fn in_steps(x: &In) -> (Vec<u8>, usize, usize) {
        let mut bytes = x.bytes.iter();
        let mut v = vec![];
        for b in bytes.by_ref().map(|b| b ^ 3).filter(|b| b % 2 == 0).take_while(|b| *b != 8) { v.push(b); }
        let middle = bytes.len();
        for b in bytes.by_ref().flat_map(|b| [*b, 1]) { if b == 0 { break; } v.push(b); }
        (v, middle, bytes.len())
    }

    /// A panic in the middle, seen from outside.
    #[amorsize::parallel]
    fn shouting(x: &In, it: &mut std::slice::Iter<'_, i64>) -> i64 {
        let mut all = 0;
        while let Some(e) = it.next() {
            if x.i[x.stop.min(x.n - 1)] == *e { panic!("at {e}"); }
            if *e % 13 == 5 { break; }
            all ^= e;
        }
        all
    }

    fn panics(x: &In) -> (Option<i64>, usize) {
        let mut it = x.i.iter();
        let run = std::panic::AssertUnwindSafe(|| shouting(x, &mut it));
        let got = std::panic::catch_unwind(run).ok();
        (got, it.len())
    }
}
