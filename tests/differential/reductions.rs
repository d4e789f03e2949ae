//! T2: reductions of every operator on every integer type, best with index, last values, temporaries.

use crate::input::In;
use amorsize_tests_twin::twin;

macro_rules! operators {
    ($($t:ident)*) => { $(twin! { $t;
        #[amorsize::parallel]
        fn arithmetic(x: &In) -> ([$t; 6], [$t; 4], [$t; 4]) {
            let (mut a, mut b, mut c, mut d) = (1 as $t, 100 as $t, 0 as $t, 0 as $t);
            let (mut p, mut q) = (1 as $t, 1 as $t);
            let (mut w1, mut w2, mut w3) = (1 as $t, 2 as $t, 3 as $t);
            // Stays in range for every type.
            for i in x.bytes.iter().take(20) {
                a += (*i & 3) as $t;
                b -= (*i & 3) as $t;
                c = c + (*i & 1) as $t;
                d = 1 + d;
                p *= (*i == 7) as $t + 1;
                q = q * ((*i == 1) as $t * 2 + 1);
            }
            // No kind of their own: replayed.
            let (mut e, mut f, mut g, mut h) = ($t::MAX, $t::MAX, 1 as $t, $t::MAX);
            for i in &x.i {
                w1 = w1.wrapping_add(*i as $t);
                w2 = w2.wrapping_mul(*i as $t | 1);
                w3 = w3.wrapping_sub(*i as $t);
                e /= (*i & 1) as $t + 1;
                f %= (*i & 63) as $t + 64;
                g <<= (*i & 1) as u32;
                h >>= (*i & 15 == 0) as u32;
            }
            ([a, b, c, d, p, q], [w1, w2, w3, 0], [e, f, g, h])
        }

        #[amorsize::parallel]
        fn bits_and_extremes(x: &In) -> ([$t; 5], [$t; 4]) {
            let (mut and, mut or, mut xor, mut and2, mut or2) = ($t::MAX, 0 as $t, 5 as $t, !0 as $t, 1 as $t);
            let (mut a, mut b, mut c, mut d) = ($t::MAX, $t::MIN, $t::MAX / 2, $t::MAX / 2);
            for i in &x.i {
                and &= (*i | 8) as $t;
                or |= (*i & 96) as $t;
                xor ^= *i as $t;
                and2 = and2 & (*i | 64) as $t;
                or2 = (*i & 3) as $t | or2;
                a = a.min(*i as $t);
                b = b.max(*i as $t);
                c = std::cmp::min(c, *i as $t);
                d = (*i as $t).max(d);
            }
            ([and, or, xor, and2, or2], [a, b, c, d])
        }

        // Overflows where overflow is checked, at the same item, with the same text; wraps where it is not.
        #[amorsize::parallel]
        fn overflows(x: &In) -> ($t, $t) {
            let (mut a, mut b) = (3 as $t, $t::MAX >> 1);
            for i in &x.i { if *i & 7 == 1 { a += (*i >> 7) as $t; } b -= *i as $t & 31; }
            (a, b)
        }
    })* };
}
operators!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

twin! { faults;
    #[amorsize::parallel]
    fn adds_up(x: &In) -> (i64, usize) {
        let (mut a, mut n) = (3i64, 0);
        for i in &x.i { n += 1; a += *i; }
        (a, n)
    }

    #[amorsize::parallel]
    fn multiplies_up(x: &In) -> u64 {
        let mut a = 1u64;
        for i in &x.i { a *= (*i as u64 & 3) + 1; }
        a
    }

    #[amorsize::parallel]
    fn divides_by_zero(x: &In) -> i32 {
        let mut a = 100;
        for (k, _) in x.bytes.iter().enumerate() { a /= (k != x.stop2) as i32; }
        a
    }

    #[amorsize::parallel]
    fn negates_the_lowest(x: &In) -> i8 {
        let mut a = 0i8;
        for (k, _) in x.bytes.iter().enumerate() { a ^= -(if k == x.stop2 { i8::MIN } else { 3 }); }
        a
    }

    #[amorsize::parallel]
    fn shifts_too_far(x: &In) -> u32 {
        let mut a = 100u32;
        for (k, _) in x.bytes.iter().enumerate() { a >>= if k == x.stop2 { 200u32 } else { 0 }; }
        a
    }

    #[amorsize::parallel]
    fn divides_the_lowest(x: &In) -> i32 {
        let mut a = i32::MIN;
        for (k, _) in x.bytes.iter().enumerate() { a /= if k == x.stop2 { -1 } else { 1 }; }
        a
    }
}

twin! { scalars;
    #[amorsize::parallel]
    fn conditional(x: &In) -> (usize, usize, i64, u32) {
        let (mut neg, mut zero, mut sum, mut odd) = (0, 0, 0i64, 0u32);
        for i in &x.small {
            if *i < 0 { neg += 1; } else if *i == 0 { zero += 1; continue; }
            match i { 3 => sum += 10, 4 => sum += 20, 5 | 6 => { sum += *i as i64; odd += 1 } _ => {} }
        }
        (neg, zero, sum, odd)
    }

    #[amorsize::parallel]
    fn booleans(x: &In) -> (bool, bool, bool, bool, bool) {
        let (mut a, mut b, mut c, mut d, mut e) = (true, false, false, true, false);
        for i in &x.small { a &= *i > -10; b |= *i == 3; c ^= *i > 0; d = d & (*i != 4); e = e | (*i == 9); }
        (a, b, c, d, e)
    }

    // Inner loops give one item many updates.
    #[amorsize::parallel]
    fn in_inner_loops(x: &In) -> (u64, i32) {
        let (mut n, mut s) = (0u64, 0);
        for b in &x.bytes { for k in 0..b % 4 { n += k as u64; let mut j = 0; while j < 2 { s += j; j += 1; } } }
        (n, s)
    }

    #[amorsize::parallel]
    fn by_reference(x: &In) -> (i64, i32, i32) {
        let (mut a, mut b, mut c) = (0i64, 0, i32::MIN);
        let five = 5i64;
        for i in &x.small { a += &five; b += i; c = c.max(*i); }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn into(total: &mut i64, count: &mut usize, words: &mut String, from: &In) {
        for (i, w) in from.small.iter().zip(&from.words) { *total += *i as i64; *count += 1; *words += w; *words += "-"; }
    }

    fn through_references(x: &In) -> (i64, usize, String) {
        let (mut t, mut c, mut w) = (7, 1, "w".to_owned());
        into(&mut t, &mut c, &mut w, x);
        into(&mut t, &mut c, &mut w, x);
        (t, c, w)
    }

    #[amorsize::parallel]
    fn mixed_signs(x: &In) -> (i64, i32) {
        let (mut a, mut b) = (0i64, 0i32);
        for i in &x.small { if *i > 0 { a += *i as i64; } else { a += 3; } b -= i; }
        (a, b)
    }

    #[amorsize::parallel]
    fn other_types(x: &In) -> (std::num::Wrapping<u32>, std::time::Duration, String) {
        let mut w = std::num::Wrapping(7u32);
        let mut d = std::time::Duration::ZERO;
        let mut s = String::from(">");
        for (i, t) in x.i.iter().zip(&x.words) { w += std::num::Wrapping(*i as u32); d += std::time::Duration::from_nanos(*i as u32 as u64); s += t; s += "-"; }
        (w, d, s)
    }

    #[amorsize::parallel]
    fn negated(x: &In) -> (i32, u32) {
        let (mut a, mut b) = (0i32, u32::MAX);
        for i in &x.small { a += -*i * 2 - 1; b -= (*i).unsigned_abs(); }
        (a, b)
    }
}

twin! { best;
    #[amorsize::parallel]
    fn less(x: &In) -> (f64, usize) {
        let (mut best, mut at) = (f64::INFINITY, usize::MAX);
        for (i, v) in x.wild.iter().enumerate() { if *v < best { best = *v; at = i; } }
        (best, at)
    }

    #[amorsize::parallel]
    fn greater(x: &In) -> (f64, usize) {
        let (mut best, mut at) = (f64::NEG_INFINITY, usize::MAX);
        for (i, v) in x.wild.iter().enumerate() { if *v > best { best = *v; at = i; } }
        (best, at)
    }

    #[amorsize::parallel]
    fn less_or_equal(x: &In) -> (f64, usize, i32, usize) {
        let (mut best, mut at, mut b2, mut at2) = (0.0f64, 0, 100, 0);
        for i in 0..x.n { let v = x.wild[i]; if v <= best { best = v; at = i; } if x.small[i] <= b2 { b2 = x.small[i]; at2 = i; } }
        (best, at, b2, at2)
    }

    #[amorsize::parallel]
    fn turned_round(x: &In) -> (f64, usize, f64, usize) {
        let (mut a, mut i, mut b, mut j) = (-0.0f64, 0, 0.0f64, 0);
        for (k, v) in x.wild.iter().enumerate() { if a < *v { a = *v; i = k; } if b >= *v { b = *v; j = k; } }
        (a, i, b, j)
    }

    // A NaN at the start stays.
    #[amorsize::parallel]
    fn from_nan(x: &In) -> (f64, usize) {
        let (mut best, mut at) = (f64::NAN, 9);
        for (i, v) in x.wild.iter().enumerate() { if *v < best { best = *v; at = i; } }
        (best, at)
    }

    #[amorsize::parallel]
    fn ties(x: &In) -> (i32, usize, i32, usize) {
        let (mut a, mut i, mut b, mut j) = (i32::MAX, 0, i32::MIN, 0);
        for (k, v) in x.small.iter().enumerate() { if *v < a { a = *v; i = k; } if *v >= b { b = *v; j = k; } }
        (a, i, b, j)
    }

    #[amorsize::parallel]
    fn with_candidate(x: &In) -> (f64, usize, f64) {
        let (mut best, mut at, mut first) = (1e300, 0, 0.0);
        for i in 0..x.n { let d = (x.wild[i] - 0.5).abs(); if d < best { best = d; at = i; first = d; } }
        (best, at, first)
    }

    #[amorsize::parallel]
    fn strings(x: &In) -> (String, usize) {
        let (mut longest, mut at) = (String::new(), 0);
        for (i, w) in x.words.iter().enumerate() { if *w > longest { longest = w.clone(); at = i; } }
        (longest, at)
    }

    #[amorsize::parallel]
    fn borrowed(x: &In) -> (&'static str, i32) {
        let names = ["x", "yy", "zzz", ""];
        let (mut name, mut top) = ("none", -3);
        for (k, i) in x.small.iter().enumerate() { let this = names[k % 4]; if *i > top { top = *i; name = this; } }
        (name, top)
    }

    // Sums and pushes beside the comparison.
    #[amorsize::parallel]
    fn among_others(x: &In) -> (i32, usize, usize, Vec<i32>) {
        let (mut best, mut at, mut n, mut v) = (0, 0, 0, vec![]);
        for (k, i) in x.small.iter().enumerate() { n += 1; if *i > best { best = *i; at = k; } v.push(*i); }
        (best, at, n, v)
    }
}

twin! { slots;
    #[amorsize::parallel]
    fn last_value(x: &In) -> (f64, Option<usize>, String) {
        let (mut a, mut b, mut c) = (-1.0, None, String::from("none"));
        for (k, v) in x.f.iter().enumerate() { a = *v; if *v > 0.7 { b = Some(k); } if x.small[k] == 5 { c = x.words[k].clone(); } }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn flags(x: &In) -> (bool, u8) {
        let (mut found, mut state) = (false, 9u8);
        for i in &x.small { if *i == 9 { found = true; } if *i == -9 { state = 1; } else if *i == 8 { state = 2; } }
        (found, state)
    }

    // Declared outside, assigned before they are read: private, and the last one survives.
    #[amorsize::parallel]
    fn temporaries(x: &In) -> (f64, i32, Vec<f64>) {
        let mut t = 5.0;
        let mut u = -1;
        let mut out = vec![0.0; x.n];
        for i in 0..x.n {
            t = x.f[i] * 2.0;
            if x.small[i] > 0 { u = x.small[i]; t += 1.0; } else { u = 0; }
            t *= 3.0;
            out[i] = t + u as f64;
        }
        (t, u, out)
    }

    #[amorsize::parallel]
    fn uninitialised(x: &In) -> Vec<i32> {
        let mut t;
        let mut v = vec![];
        for i in &x.small { t = i * 2; t += 1; v.push(t); }
        v
    }

    #[amorsize::parallel]
    fn handed_on(x: &In) -> (i64, i64) {
        fn step(t: &mut i64, by: i32) { *t = t.wrapping_mul(3).wrapping_add(by as i64); }
        let mut t = 1i64;
        let mut sum = 0i64;
        for i in &x.small { t = *i as i64; step(&mut t, *i); step(&mut t, 2); sum ^= t; }
        (t, sum)
    }

    #[amorsize::parallel]
    fn assigned_in_every_arm(x: &In) -> (i32, u64) {
        let mut t = 0;
        let mut h = 0u64;
        for i in &x.small {
            match i { 0 => t = 1, k if *k > 3 => { t = 2; } _ => { if *i == 2 { continue; } t = 3 } }
            h += t as u64;
        }
        (t, h)
    }
}
