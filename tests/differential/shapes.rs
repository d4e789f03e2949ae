//! Kinds of functions: methods, traits, generics, lifetimes, async, unsafe, macros, closures, nests.

use crate::input::In;
use amorsize_tests_twin::twin;
use std::fmt::{Debug, Display};
use std::ops::{Add, AddAssign, Mul};

#[derive(Clone, Default)]
pub struct Stats {
    total: i64,
    count: usize,
    seen: Vec<i32>,
    hist: [u32; 4],
    scale: i64,
}

/// Polls a future that never waits.
fn ready<F: Future>(f: F) -> F::Output {
    let mut f = std::pin::pin!(f);
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = f.as_mut().poll(&mut cx) {
            return value;
        }
    }
}

/// Waits once.
async fn pause() {
    let mut first = true;
    std::future::poll_fn(|cx| {
        if std::mem::take(&mut first) {
            cx.waker().wake_by_ref();
            std::task::Poll::Pending
        } else {
            std::task::Poll::Ready(())
        }
    })
    .await
}

twin! { methods;
    pub struct S(pub Stats);
    impl S {
        #[amorsize::parallel]
        fn gather(&mut self, from: &[i32]) -> usize {
            for (k, i) in from.iter().enumerate() {
                self.0.total += *i as i64 * 3;
                self.0.count += 1;
                if *i > 0 { self.0.seen.push(*i); }
                self.0.hist[k % 4] += 1;
            }
            self.0.count
        }

        #[amorsize::parallel]
        fn look(&self, from: &[i32]) -> Vec<i64> {
            let mut v = vec![];
            for i in from { v.push(*i as i64 * self.0.scale + self.base()); }
            for i in &self.0.seen { v.push(*i as i64); }
            v
        }

        fn base(&self) -> i64 { 10 }

        #[amorsize::parallel]
        fn into_all(self) -> Vec<i32> { let mut v = vec![]; for i in self.0.seen { v.push(i + 1); } v }

        #[amorsize::parallel]
        fn made(from: &[i32]) -> Self { let mut s = Stats { scale: 2, ..Default::default() }; for i in from { s.count += (*i > 0) as usize; } S(s) }

        #[amorsize::parallel]
        fn raise(&mut self) { for e in &mut self.0.seen { *e += self.0.scale as i32; } for i in 0..self.0.hist.len() { self.0.hist[i] *= 2; } }
    }

    fn all(x: &In) -> (usize, Vec<i64>, i64, [u32; 4], Vec<i32>) {
        let mut s = S::made(&x.small);
        let n = s.gather(&x.small) + s.gather(&x.small);
        let looked = s.look(&x.small);
        s.raise();
        (n, looked, s.0.total, s.0.hist, s.into_all())
    }
}

twin! { traits;
    pub trait Score {
        fn weight(&self) -> i64;
        #[amorsize::parallel]
        fn score(&self, xs: &[i32]) -> i64 where Self: Sync { let mut s = 0; for x in xs { s += *x as i64 * self.weight(); } s }
        fn all(xs: &[i32]) -> Vec<i64>;
    }
    pub struct Twice;
    pub struct Thrice<'a, T>(pub &'a T);
    impl Score for Twice {
        fn weight(&self) -> i64 { 2 }
        #[amorsize::parallel]
        fn all(xs: &[i32]) -> Vec<i64> { let mut v = Vec::with_capacity(xs.len()); for x in xs { v.push(Self.weight() * *x as i64); } v }
    }
    impl<'a, T: Copy + Into<i64> + Sync> Score for Thrice<'a, T> {
        fn weight(&self) -> i64 { (*self.0).into() }
        #[amorsize::parallel]
        fn score(&self, xs: &[i32]) -> i64 where Self: Sync { let mut s = 1; for x in xs { s ^= *x as i64 + self.weight(); } s }
        #[amorsize::parallel]
        fn all(xs: &[i32]) -> Vec<i64> { let mut v = vec![]; for x in xs.iter().rev() { v.push(*x as i64); } v }
    }

    fn all(x: &In) -> (i64, i64, Vec<i64>, Vec<i64>) {
        (Twice.score(&x.small), Thrice(&5i32).score(&x.small), Twice::all(&x.small), Thrice::<i32>::all(&x.small))
    }
}

twin! { generics;
    // `+=` of a type that is not known: the statement is replayed.
    #[amorsize::parallel]
    fn total<T: Copy + Default + AddAssign + Mul<Output = T> + Sync + Send>(xs: &[T]) -> T { let mut s = T::default(); for x in xs { s += *x * *x; } s }
    #[amorsize::parallel]
    fn axpy<T>(a: T, xs: &[T], ys: &mut [T]) where T: Copy + Send + Sync + Mul<Output = T> + Add<Output = T> { for i in 0..ys.len() { ys[i] = a * xs[i] + ys[i]; } }
    #[amorsize::parallel]
    fn apply<T: Sync, U: Send, F: Fn(&T) -> U + Sync>(xs: &[T], f: F) -> Vec<U> { let mut v = vec![]; for x in xs { v.push(f(x)); } v }
    #[amorsize::parallel]
    fn rows<const W: usize>(out: &mut [[i32; W]], from: &[i32]) -> [i64; W] {
        let mut sums = [0; W];
        for i in 0..out.len() { for j in 0..W { out[i][j] = from[i] * j as i32; } }
        for r in out.iter() { for j in 0..W { sums[j] += r[j] as i64; } }
        sums
    }
    #[amorsize::parallel]
    fn shown(xs: &[impl Display + Sync]) -> impl Iterator<Item = String> + Debug { let mut v = vec![]; for x in xs { v.push(x.to_string()); } v.into_iter() }
    #[amorsize::parallel]
    fn dynamic(xs: &[i32], f: &(dyn Fn(i32) -> i32 + Sync)) -> i32 { let mut s = 0; for x in xs { s ^= f(*x); } s }
    #[amorsize::parallel]
    fn longest<'a, 'b: 'a>(words: &'b [String], extra: &'a str) -> Vec<&'a str> { let mut v = vec![]; for w in words { if w.len() > extra.len() { v.push(&w[..]); } else { v.push(extra); } } v }
    #[amorsize::parallel]
    fn pattern_arguments((a, b): (&[i32], i32), [c, d]: [i32; 2]) -> (i32, i32) { let mut s = 0; let mut t = d; for x in a { s ^= x * b + c; t ^= d; } (s, t) }
    #[amorsize::parallel]
    fn r#type(r#in: &[i32]) -> i32 { let mut r#fn = 0; for r#for in r#in { r#fn ^= r#for; } r#fn }

    fn all(x: &In) -> (f64, i32, Vec<f64>, Vec<usize>, [i64; 3], Vec<String>, (i32, Vec<String>, (i32, i32), i32)) {
        let mut ys = x.f.clone();
        axpy(0.3, &x.wild, &mut ys);
        let mut ints = x.small.clone();
        axpy(3, &x.small, &mut ints);
        let mut grid = vec![[0; 3]; x.n];
        (
            total(&x.f), total(&ints), ys, apply(&x.words, |w| w.len() + x.n), rows(&mut grid, &x.small), shown(&x.f).collect(),
            (dynamic(&x.small, &|i| i * 3), longest(&x.words, "four").into_iter().map(str::to_owned).collect(), pattern_arguments((&x.small, 3), [1, 2]), r#type(&x.small)),
        )
    }
}

twin! { kinds;
    #[amorsize::parallel]
    async fn awaited(xs: &[i32]) -> Result<Vec<i32>, i32> {
        pause().await;
        let mut v = vec![];
        for x in xs { if *x == 9 { v.push(0); } else { v.push(x * 2); } }
        pause().await;
        for x in xs { if *x == -9 { return Err(v.len() as i32); } }
        Ok(v)
    }
    #[amorsize::parallel]
    unsafe fn unchecked(xs: &[i32], out: &mut [i32]) { for i in 0..out.len() { out[i] = unsafe { *xs.get_unchecked(i) } + 1; } }
    #[amorsize::parallel]
    extern "C" fn foreign(n: u32) -> u64 { let mut s = 0; for i in 0..n { s += i as u64; } s }
    #[amorsize::parallel]
    fn unit(out: &mut Vec<i32>, xs: &[i32]) { for x in xs { out.push(*x) } }
    #[amorsize::parallel]
    fn tail(xs: &[i32]) { for _x in xs { let _ = _x; } }
    #[amorsize::parallel]
    fn never_long(xs: &[i32]) -> ! { for x in xs { let _ = x; } panic!("{}", xs.len()) }

    fn all(x: &In) -> (Result<Vec<i32>, i32>, Vec<i32>, u64, Vec<i32>, String) {
        let mut out = vec![0; x.n];
        unsafe { unchecked(&x.small, &mut out) };
        let mut u = vec![];
        unit(&mut u, &x.small);
        tail(&x.small);
        let end = crate::harness::caught(|| never_long(&x.small));
        (ready(awaited(&x.small)), out, foreign(x.n as u32), u, end)
    }
}

twin! { by_macro;
    macro_rules! reducers {
        ($($name:ident($op:tt, $start:expr, $t:ty $(, $extra:ident)?);)*) => { $(
            #[amorsize::parallel]
            fn $name(xs: &[i32]) -> $t { let mut acc: $t = $start; for x in xs { acc $op *x as $t; $(let $extra = 1 as $t; acc $op $extra;)? } acc }
        )* };
    }
    reducers! { plus(+=, 0, i64); minus(-=, 1 + 1, i64, extra); xor(^=, 3, i32); float(+=, 0.5, f64, acc2); }

    macro_rules! filler { ($out:ident, $i:ident, $e:expr) => { #[amorsize::parallel] fn filler($out: &mut [i32], xs: &[i32]) { for $i in 0..xs.len() { $out[$i] = xs[$i] + $e; } } }; }
    filler!(out, i, i as i32 * 2);

    // A name of the macro and one of the caller, spelled the same.
    macro_rules! hygienic { ($t:ident, $xs:ident) => { #[amorsize::parallel] fn hygienic($xs: &[i32]) -> (i64, i64) { let mut $t = 0; let mut t = 5; for x in $xs { $t += *x as i64; t += 1; } ($t, t) } }; }
    hygienic!(t, xs);

    macro_rules! twice { ($e:expr) => { $e * 2 }; }
    #[amorsize::parallel]
    fn calls_macros(xs: &[i32]) -> Vec<i32> { let mut v = vec![]; for x in xs { v.push(twice!(*x + 1)); v.extend(vec![*x; 2]); assert!(matches!(x, -9..=9)); } v }

    fn all(x: &In) -> (i64, i64, i32, f64, Vec<i32>, (i64, i64), Vec<i32>) {
        let mut out = vec![0; x.n];
        filler(&mut out, &x.small);
        (plus(&x.small), minus(&x.small), xor(&x.small), float(&x.small), out, hygienic(&x.small), calls_macros(&x.small))
    }
}

twin! { places;
    // In closures, blocks, branches, inner functions, nests; picked and left alone.
    #[amorsize::parallel]
    fn in_a_closure(x: &In) -> (Vec<usize>, usize) {
        let mut calls = 0;
        let mut count = |least: i32| { calls += 1; let mut n = 0; for i in &x.small { if *i >= least { n += 1; } } n };
        let v = vec![count(0), count(5), count(-9)];
        (v, calls)
    }

    #[amorsize::parallel]
    fn in_branches(x: &In) -> (i64, usize) {
        let mut s = 0;
        let n = if x.n > 5 { let mut n = 0; for i in &x.small { n += (*i > 3) as usize; } n } else { for i in &x.small { s += *i as i64; } 7 };
        match n { 0 => for i in &x.small { s -= *i as i64 }, 7 => { for i in &x.small { s ^= *i as i64; } } _ => {} }
        (s, n)
    }

    #[amorsize::parallel]
    fn picked(x: &In) -> (Vec<i32>, i32) {
        let mut v = vec![];
        let mut carried = 0;
        for i in &x.small { carried = (carried * 3 + i) % 1009; }
        for round in 0..3 {
            #[parallel]
            for i in &x.small { v.push(i * round); }
            carried += round;
        }
        (v, carried)
    }

    #[amorsize::parallel]
    fn left_alone(x: &In) -> (Vec<i32>, i32, i32) {
        let mut v = x.small.clone();
        let (mut a, mut b) = (0, 1);
        #[serial]
        for i in 1..v.len() { v[i] = (v[i] + v[i - 1]) % 1009; }
        for i in &v { a ^= i; }
        while b < 100 { b *= 2; }
        (v, a, b)
    }

    #[amorsize::parallel]
    fn inner_sum(xs: &[i32]) -> i64 { let mut s = 0; for x in xs { s += *x as i64; } s }

    // An annotated function called by the items of another.
    #[amorsize::parallel]
    fn nested_calls(x: &In) -> Vec<i64> {
        let mut v = vec![];
        for k in 0..x.n.min(40) { v.push(inner_sum(&x.small[..x.n - k]) + k as i64); }
        v
    }

    fn recursion(x: &In) -> i64 { tree(&x.small, 6) }

    #[amorsize::parallel]
    fn tree(xs: &[i32], depth: usize) -> i64 {
        let mut s = 0;
        if depth == 0 || xs.len() < 4 { return xs.iter().map(|x| *x as i64).sum(); }
        for half in [&xs[..xs.len() / 2], &xs[xs.len() / 2..]] { s += tree(half, depth - 1) * 2; }
        s
    }

    #[amorsize::parallel]
    fn tables(x: &In) -> (Vec<Vec<f64>>, f64) {
        let h = x.n.min(30);
        let mut c = vec![vec![0.0; h]; h];
        let mut trace = 0.0;
        for i in 0..h {
            for j in 0..h { let mut s = 0.0; for k in 0..h { s += x.f[(i * k) % x.n] * x.f[(k + j) % x.n]; } c[i][j] = s; }
            trace += c[i][i];
        }
        (c, trace)
    }

    // Closures that only look may be called by the items; one that changes something is replayed.
    #[amorsize::parallel]
    fn closures(x: &In) -> (Vec<i32>, i32) {
        let double = |i: &i32| i * 2;
        let mut total = 0;
        let mut v = vec![];
        for i in &x.small { v.push(double(i)); v.push([1, 2, 3].iter().map(|k| k * i).sum()); }
        for i in &x.small { let part: Vec<i32> = (0..3).filter(|k| k % 2 == 0).collect(); total += part[1] * i; }
        (v, total)
    }

    #[amorsize::parallel]
    fn shared_state(x: &In) -> (u64, usize) {
        let (sum, calls) = (std::sync::atomic::AtomicU64::new(0), std::sync::Mutex::new(0));
        for b in &x.bytes { sum.fetch_add(*b as u64, std::sync::atomic::Ordering::Relaxed); *calls.lock().unwrap() += 1; }
        (sum.into_inner(), calls.into_inner().unwrap())
    }

    #[amorsize::parallel]
    fn let_else_and_chains(x: &In) -> (i32, Vec<usize>) {
        let (mut s, mut v) = (0, vec![]);
        for (k, w) in x.words.iter().enumerate() {
            let Some(c) = w.chars().next() else { v.push(k); continue; };
            if let Some(d) = c.to_digit(16) && d > 10 { s += d as i32; } else if c == 'Z' { s -= 1; }
            let mut rest = w.chars();
            while let Some(c) = rest.next() { if c == 'e' { break; } s += 1; }
        }
        (s, v)
    }
}

twin! { conditions;
    #[amorsize::parallel]
    fn built_so_or_so(x: &In) -> (Vec<i64>, i64, i64) {
        let (mut v, mut s, mut last) = (vec![], 0i64, 7);
        for i in &x.i {
            #[cfg(any())]
            { last = *i; s += 1000; break; }
            #[cfg(debug_assertions)]
            let i = &(i ^ 3);
            #[cfg(not(debug_assertions))]
            let (i, last) = (&(i ^ 3), 0);
            v.push(match i % 3 { #[cfg(any())] 0 => 99, #[cfg(all())] 0 => *i, _ => *i / 2 });
            #[cfg(not(any()))]
            if v_is_odd(*i) { s ^= i; }
        }
        (v, s, last)
    }
    fn v_is_odd(i: i64) -> bool { i % 2 != 0 }
}
