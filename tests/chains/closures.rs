//! Closures: captures, `move`, values that are closures, `return` and `?` about the closure itself, `for_each` that changes something.

use crate::input::In;
use amorsize_tests_twin::twin;
use std::collections::*;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

twin! { captures;
    #[amorsize::parallel]
    fn by_reference(x: &In) -> (Vec<i64>, usize) {
        let table: Vec<i64> = vec![3, 1, 4, 1, 5];
        let name = String::from("k");
        let v = x.at.iter().map(|a| table[a % 5] + name.len() as i64).collect();
        (v, table.len() + name.len())
    }

    #[amorsize::parallel]
    fn under_conditions(x: &In) -> (usize, Vec<i64>, i64) {
        let some = (x.n, x.i.iter().map(|v| { #[cfg(debug_assertions)] let v = &(v ^ 1); #[cfg(not(debug_assertions))] let v = &(v ^ 2); v & 255 }).collect::<Vec<i64>>());
        let held = std::sync::Mutex::new(some.1);
        // The lock is held to the end of the statement.
        let both = (held.lock().unwrap().iter().filter(|v| { #[cfg(any())] return false; **v > 3 }).count(), held.try_lock().is_err());
        assert!(both.1);
        let v = held.into_inner().unwrap();
        let sum = v.iter().map(|v| match v { #[cfg(all())] 5 => 6, #[cfg(any())] _ => 1, _ => 2 }).sum();
        (both.0 + some.0, v, sum)
    }

    #[amorsize::parallel]
    fn moved_copies(x: &In) -> Vec<usize> {
        let (k, table) = (x.n, &x.at[..]);
        let v = (0..x.n).flat_map(move |i| (0..i % 3).map(move |j| i * k + j + table[i])).collect();
        v
    }

    #[amorsize::parallel]
    fn nested_chains(x: &In) -> Vec<f64> {
        (0..x.n.min(60)).map(|i| x.f.iter().zip(&x.wild).map(|(a, b)| a * b + i as f64).filter(|v| v.is_finite()).sum::<f64>()).collect()
    }

    #[amorsize::parallel]
    fn leaves_the_closure(x: &In) -> Vec<Option<i64>> {
        x.i.iter().map(|v| { if v % 3 == 0 { return None; } let w = v.checked_mul(5)?; for k in 0..w & 7 { if k == 5 { return Some(k); } } Some(w) }).collect()
    }

    #[amorsize::parallel]
    fn a_value_that_is_a_closure(x: &In) -> (Vec<i64>, Vec<i64>, Option<i64>, Option<i64>) {
        let k = x.n as i64;
        let add = |v: &i64| v.wrapping_add(k);
        let boxed: Box<dyn Fn(&i64) -> i64 + Sync> = Box::new(move |v| v ^ k);
        let mut counted = 0;
        let count = |a: i64, b: i64| { counted += 1; a ^ b.rotate_left(3) };
        let a = x.i.iter().map(add).collect();
        let b = x.i.iter().map(boxed).collect();
        let c = x.i.iter().map(make(3)).reduce(count);
        (a, b, c, Some(counted))
    }

    #[amorsize::parallel]
    fn operands_are_evaluated_once(x: &In) -> (Vec<i64>, Vec<&'static str>) {
        let mut log = Vec::new();
        let v = { log.push("base"); &x.i }.iter().map({ log.push("f"); make(2) }).skip({ log.push("skip"); 2 }).filter(|v| v % 2 == 0).map({ log.push("g"); |v| v + 1 }).collect();
        (v, log)
    }

    #[amorsize::parallel]
    fn atomics_are_shared(x: &In) -> (usize, usize) {
        let seen = AtomicUsize::new(0);
        let n = x.i.iter().map(|v| { seen.fetch_add(1, SeqCst); v }).filter(|v| **v > 0).count();
        (n, seen.load(SeqCst))
    }
}

fn make(k: i64) -> impl Fn(&i64) -> i64 + Sync {
    move |v| v.wrapping_mul(k)
}

twin! { for_each;
    #[amorsize::parallel]
    fn pushes(x: &In) -> (Vec<i64>, i64, BTreeMap<i64, u32>) {
        let (mut out, mut total, mut map) = (vec![7], 0i64, BTreeMap::new());
        x.i.iter().for_each(|v| {
            if v % 5 == 0 { return; }
            out.push(v * 0 + (v >> 3));
            total ^= v;
            *map.entry(v % 10).or_insert(0) += 1;
        });
        (out, total, map)
    }

    #[amorsize::parallel]
    fn float_total(x: &In) -> f64 {
        let mut sum = 1.0;
        x.f.iter().zip(x.at.iter()).map(|(f, a)| f * *a as f64).for_each(|v| sum += v);
        sum
    }

    #[amorsize::parallel]
    fn elements(x: &In) -> Vec<i64> {
        let mut out = vec![0; x.n];
        (0..x.n).for_each(|i| out[i] = x.i[i] ^ i as i64);
        out.iter_mut().enumerate().for_each(|(i, v): (usize, &mut i64)| { *v += i as i64; if *v < 0 { return; } *v -= 1; });
        out.chunks_mut(3).for_each(|c| c[0] = 1);
        out
    }

    #[amorsize::parallel]
    fn behind_steps(x: &In) -> Vec<(i64, i64)> {
        let mut out = Vec::new();
        x.i.iter().filter(|v| **v % 2 == 0).flat_map(|v| [*v, v >> 1]).inspect(|_| ()).map(|v| (v, v & 3)).for_each(|(a, b)| out.push((a, b)));
        out
    }

    #[amorsize::parallel]
    fn moves(x: &In) -> (i64, Vec<i64>) {
        let k = x.n as i64;
        let mut v = x.i.clone();
        v.iter_mut().for_each(move |e| *e ^= k);
        v.iter_mut().for_each(change);
        v.chunks_exact_mut(4).enumerate().for_each(move |(i, c)| { let last = c[3]; c[0] = last ^ i as i64; });
        (k, v)
    }

    #[amorsize::parallel]
    fn printed_in_order(x: &In) -> String {
        use std::fmt::Write;
        let mut text = String::new();
        x.words.iter().for_each(|w| { let _ = write!(text, "{w};"); });
        text
    }
}

fn change(v: &mut i64) {
    *v = v.rotate_left(9);
}
