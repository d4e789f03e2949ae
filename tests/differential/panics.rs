//! Panics: the payload of the lowest index, and what the plain loop would have left behind.

use crate::harness::caught;
use crate::input::In;
use amorsize_tests_twin::twin;
use std::panic::{panic_any, resume_unwind};

fn fails_at(k: usize, stop: usize) -> usize {
    if k >= stop { panic!("item {k}") } else { k }
}

twin! { payloads;
    #[amorsize::parallel]
    fn text(x: &In) -> usize {
        let mut n = 0;
        for k in 0..x.n { n += fails_at(k, x.stop); }
        n
    }

    #[amorsize::parallel]
    fn of_any_type(x: &In) -> usize {
        let mut n = 0;
        for (k, b) in x.bytes.iter().enumerate() { if k >= x.stop && *b > 50 { panic_any(k); } if k == x.stop2 { resume_unwind(Box::new("static")); } n += 1; }
        n
    }

    #[amorsize::parallel]
    fn of_std(x: &In) -> i32 {
        let mut n = 0;
        let v = &x.small[..x.stop.min(x.n)];
        for k in 0..x.n { n ^= v[k]; if k == x.stop2 { n ^= "x".parse::<i32>().unwrap(); } }
        n
    }

    #[amorsize::parallel]
    fn asserts(x: &In) -> usize {
        let mut n = 0;
        for k in 0..x.n { assert!(k != x.stop2, "never {}", k); assert_eq!(k.min(x.stop), k); debug_assert_ne!(k, x.n + 1); n += 1; }
        n
    }

    // An exit in front of a panic, and the other way round.
    #[amorsize::parallel]
    fn or_exit(x: &In) -> Result<usize, usize> {
        let mut n = 0;
        for k in 0..x.n { if k == x.stop { return Err(k); } if k >= x.stop2 { panic!("{k}"); } n += 1; }
        Ok(n)
    }

    #[amorsize::parallel]
    fn in_the_head(x: &In) -> i64 {
        let mut n = 0;
        for i in &x.i[x.stop2..] { n ^= *i; }
        n
    }
}

twin! { leftovers;
    #[amorsize::parallel]
    fn sums_into(n: &mut usize, s: &mut f64, v: &mut Vec<usize>, last: &mut usize, x: &In) {
        for k in 0..x.n { *n += 1; *s += x.f[k]; v.push(fails_at(k, x.stop)); *last = k; }
    }

    fn sums(x: &In) -> (String, usize, f64, Vec<usize>, usize) {
        let (mut n, mut s, mut v, mut last) = (1, 0.25, vec![1], 99);
        let end = caught(|| sums_into(&mut n, &mut s, &mut v, &mut last, x));
        (end, n, s, v, last)
    }

    #[amorsize::parallel]
    fn best_into(best: &mut f64, at: &mut usize, count: &mut usize, x: &In) {
        for (k, f) in x.f.iter().enumerate() { *count += 1; if *f < *best { *best = *f; *at = k; } fails_at(k, x.stop); }
    }

    fn best(x: &In) -> (String, f64, usize, usize) {
        let (mut b, mut at, mut n) = (2.0, 0, 0);
        let end = caught(|| best_into(&mut b, &mut at, &mut n, x));
        (end, b, at, n)
    }

    #[amorsize::parallel]
    fn text_into(s: &mut String, map: &mut std::collections::BTreeMap<usize, u32>, set: &mut std::collections::BTreeSet<usize>, x: &In) {
        for (k, w) in x.words.iter().enumerate() { s.push_str(w); *map.entry(k % 5).or_insert(3) += 1; set.insert(fails_at(k, x.stop) / 2); }
    }

    fn text(x: &In) -> (String, String, std::collections::BTreeMap<usize, u32>, std::collections::BTreeSet<usize>) {
        let (mut s, mut m, mut t) = (String::new(), Default::default(), Default::default());
        let end = caught(|| text_into(&mut s, &mut m, &mut t, x));
        (end, s, m, t)
    }

    // In place, values of later items may show; those below the panic are exact.
    #[amorsize::parallel]
    fn elements_into(out: &mut [usize], x: &In) { for k in 0..x.n { out[k] = fails_at(k, x.stop) + 1; } }

    fn elements(x: &In) -> (String, Vec<usize>) {
        let mut out = vec![0; x.n];
        let end = caught(|| elements_into(&mut out, x));
        out.truncate(x.stop);
        (end, out)
    }

    // A panic in the operand of an update leaves that update out.
    #[amorsize::parallel]
    fn within_into(n: &mut usize, h: &mut [u32; 4], x: &In) { for k in 0..x.n { h[k % 4] += 1; *n += fails_at(k, x.stop); h[(k + 1) % 4] += 5; } }

    fn within(x: &In) -> (String, usize, [u32; 4]) {
        let (mut n, mut h) = (3, [0; 4]);
        let end = caught(|| within_into(&mut n, &mut h, x));
        (end, n, h)
    }

    // After a panic everything works as before.
    fn again(x: &In) -> (String, usize, usize) {
        let end = caught(|| { payloads_again(x); });
        let (mut n, mut m) = (0, 0);
        count_into(&mut n, x);
        count_into(&mut m, x);
        (end, n, m)
    }

    #[amorsize::parallel]
    fn payloads_again(x: &crate::input::In) -> usize { let mut n = 0; for k in 0..x.n { n += fails_at(k, x.stop); } n }
    #[amorsize::parallel]
    fn count_into(n: &mut usize, x: &In) { for i in &x.at { *n += i; } }
}
