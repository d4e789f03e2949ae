//! Exits: the smallest exiting index wins, and what was done before it is the plain loop's.

use crate::input::In;
use amorsize_tests_twin::twin;

#[derive(Debug)]
enum Bad {
    At(usize),
    Text(String),
}
impl From<usize> for Bad {
    fn from(at: usize) -> Bad {
        Bad::At(at)
    }
}
impl From<std::num::ParseIntError> for Bad {
    fn from(e: std::num::ParseIntError) -> Bad {
        Bad::Text(e.to_string())
    }
}
impl crate::seen::Seen for Bad {
    fn seen(&self, out: &mut Vec<u8>) {
        match self {
            Bad::At(k) => k.seen(out),
            Bad::Text(t) => t.seen(out),
        }
    }
}

fn below(k: usize, stop: usize) -> Result<usize, usize> {
    if k < stop { Ok(k * 2) } else { Err(k) }
}
fn some(k: usize, stop: usize) -> Option<usize> {
    (k != stop).then_some(k + 1)
}

twin! { breaks;
    #[amorsize::parallel]
    fn plain_break(x: &In) -> (usize, Vec<i32>, i32) {
        let (mut n, mut v, mut last) = (0, vec![], 0);
        for (k, i) in x.small.iter().enumerate() { n += 1; if k == x.stop { break; } v.push(*i); last = *i; }
        (n, v, last)
    }

    // Many items would leave; the first does.
    #[amorsize::parallel]
    fn many_would(x: &In) -> (usize, bool, f64) {
        let (mut n, mut found, mut s) = (0, false, 0.0);
        for (k, f) in x.f.iter().enumerate() { if k >= x.stop && *f > 0.3 { found = true; break; } n += 1; s += f; }
        (n, found, s)
    }

    #[amorsize::parallel]
    fn writes_before(x: &In) -> (Vec<f64>, Vec<i32>, Vec<i32>) {
        let (mut out, mut more, mut w) = (vec![0.0; x.n], vec![1; x.n], x.small.clone());
        for i in 0..x.n { out[i] = x.f[i]; if i == x.stop { break; } more[i] += x.small[i]; }
        for (i, e) in w.iter_mut().enumerate().rev() { if i == x.stop2 { break; } *e = e.wrapping_mul(2); }
        (out, more, vec![w.len() as i32])
    }

    #[amorsize::parallel]
    fn inner_labels(x: &In) -> (usize, Vec<usize>) {
        let (mut n, mut v) = (0, vec![]);
        'items: for (k, i) in x.small.iter().enumerate() {
            'inner: for a in 0..5 {
                for b in 0..5 {
                    if a * b == 6 { continue 'inner; }
                    if a + b == *i as usize % 7 { break 'inner; }
                    if k == x.stop { break 'items; }
                    if *i == 5 && b == 2 { continue 'items; }
                    n += a + b;
                }
            }
            v.push(k);
        }
        (n, v)
    }

    #[amorsize::parallel]
    fn blocks_and_loops(x: &In) -> (i32, Vec<i32>) {
        let (mut s, mut v) = (0, vec![]);
        'items: for i in &x.small {
            let y = 'found: { if *i < 0 { break 'found -1; } if *i == 9 { continue 'items; } *i };
            let z = loop { if y < 3 { break y; } break 3; };
            let mut j = 0;
            while j < 10 { j += 1; if j == z { break; } if j == 4 { continue; } s += 1; }
            v.push(y * z);
        }
        (s, v)
    }

    #[amorsize::parallel]
    fn labels_outside(x: &In) -> (usize, Vec<usize>) {
        let (mut n, mut v) = (0, vec![]);
        let mut round = 0;
        'rounds: while round < 6 {
            round += 1;
            #[parallel]
            for (k, i) in x.small.iter().enumerate() {
                if k == x.stop && round == 2 { continue 'rounds; }
                if k == x.stop2 && round == 4 { break 'rounds; }
                if *i == 8 && round == 3 && k > x.stop { break; }
                n += 1;
            }
            v.push(round);
        }
        (n, v)
    }

    #[amorsize::parallel]
    fn break_with_a_value_outside(x: &In) -> (Option<usize>, usize) {
        let mut n = 0;
        let found = 'search: {
            #[parallel]
            for (k, f) in x.f.iter().enumerate() { n += 1; if *f > 0.9 && k >= x.stop { break 'search Some(k); } }
            None
        };
        (found, n)
    }

    #[amorsize::parallel]
    fn loop_with_a_value_outside(x: &In) -> (String, usize) {
        let mut n = 0;
        let end = loop {
            #[parallel]
            for (k, w) in x.words.iter().enumerate() { n += k; if w.len() > 5 && k >= x.stop { break; } }
            break format!("{n}");
        };
        (end, n)
    }
}

twin! { returns;
    #[amorsize::parallel]
    fn a_value(x: &In) -> Option<(usize, String)> {
        for (k, w) in x.words.iter().enumerate() { if k >= x.stop && w.len() > 1 { return Some((k, w.clone())); } }
        None
    }

    #[amorsize::parallel]
    fn two_kinds(x: &In) -> Result<usize, String> {
        let mut n = 0;
        for k in 0..x.n {
            if k == x.stop { return Err(format!("stop at {k}")); }
            if k == x.stop2 { return Ok(k); }
            if x.small[k] == 100 { break; }
            n += 1;
        }
        Ok(n + 1_000_000)
    }

    #[amorsize::parallel]
    fn counted(x: &In) -> usize {
        let mut n = 0;
        for (k, _) in x.small.iter().enumerate() { if k == x.stop { return n; } n += 1; }
        n + 1_000_000
    }

    #[amorsize::parallel]
    fn nothing_into(n: &mut usize, v: &mut Vec<usize>, x: &In) {
        for k in 0..x.n { if k == x.stop { return; } *n += 1; v.push(k); }
        *n += 1_000_000;
    }

    fn nothing(x: &In) -> (usize, Vec<usize>) {
        let (mut n, mut v) = (0, vec![]);
        nothing_into(&mut n, &mut v, x);
        (n, v)
    }

    #[amorsize::parallel]
    fn reference(x: &In) -> &'static str {
        let names = ["no", "one", "two"];
        for (k, b) in x.bytes.iter().enumerate() { if k >= x.stop { return names[*b as usize % 3]; } }
        names[0]
    }

    #[amorsize::parallel]
    fn from_inner_loops(x: &In) -> Option<(usize, u8)> {
        for (k, b) in x.bytes.iter().enumerate() { for j in 0..*b % 8 { if k >= x.stop && j == 5 { return Some((k, j)); } } }
        None
    }

    #[amorsize::parallel]
    fn borrowed<'a>(words: &'a [String], stop: usize) -> Option<&'a str> {
        for (k, w) in words.iter().enumerate() { if k >= stop && !w.is_empty() { return Some(&w[..1]); } }
        None
    }

    fn borrows(x: &In) -> Option<String> {
        let words: Vec<String> = x.bytes.iter().map(|b| b.to_string()).collect();
        borrowed(&words, x.stop).map(str::to_owned)
    }
}

twin! { question_marks;
    #[amorsize::parallel]
    fn converts(x: &In) -> Result<(usize, Vec<usize>), Bad> {
        let (mut s, mut v) = (0, vec![]);
        for k in 0..x.n { let d = below(k, x.stop)?; s += d; v.push(d); }
        Ok((s, v))
    }

    #[amorsize::parallel]
    fn several_kinds(x: &In) -> Result<usize, Bad> {
        let mut s = 0;
        for (k, w) in x.words.iter().enumerate() {
            s += below(k, x.stop)?;
            if k == x.stop2 { s += w.parse::<usize>()?; }
            if k > x.stop2 + 3 { return Err(Bad::Text(w.clone())); }
        }
        Ok(s)
    }

    #[amorsize::parallel]
    fn options(x: &In) -> Option<Vec<usize>> {
        let mut v = vec![];
        for k in 0..x.n { v.push(some(k, x.stop)?); }
        Some(v)
    }

    #[amorsize::parallel]
    fn boxed(x: &In) -> Result<i32, Box<dyn std::error::Error + Send + Sync>> {
        let mut s = 0;
        for (k, i) in x.small.iter().enumerate() {
            let text = if k == x.stop { "x".to_owned() } else { i.to_string() };
            s += text.parse::<i32>()?;
            if k == x.stop2 { Err("second")?; }
        }
        Ok(s)
    }

    #[amorsize::parallel]
    fn in_arguments(x: &In) -> Result<Vec<usize>, usize> {
        let mut v = vec![];
        for k in 0..x.n { v.push(below(k, x.stop)? + below(k, x.stop2)?); v.extend([below(k + 1, x.stop2 + 1)?, 1]); }
        Ok(v)
    }

    // What leaves before an assignment leaves the variable as it was.
    #[amorsize::parallel]
    fn state_into(last: &mut usize, sum: &mut f64, out: &mut [usize], x: &In) -> Result<(), Bad> {
        for k in 0..x.n { *sum += x.f[k]; *last = below(k, x.stop)?; out[k] = below(k, x.stop2)?; }
        Ok(())
    }

    fn state(x: &In) -> (usize, f64, Vec<usize>, Result<(), Bad>) {
        let (mut last, mut sum, mut out) = (77, 0.5, vec![9; x.n]);
        let end = state_into(&mut last, &mut sum, &mut out, x);
        (last, sum, out, end)
    }

    #[amorsize::parallel]
    fn in_closures(x: &In) -> Result<usize, usize> {
        let mut n = 0;
        for k in 0..x.n {
            let twice = || -> Result<usize, usize> { Ok(below(k, x.stop2)? + 1) };
            n += twice().unwrap_or(3);
            let r: Result<Vec<usize>, usize> = (0..3).map(|j| below(k + j, x.stop)).collect();
            n += r?.len();
        }
        Ok(n)
    }
}
