//! T1: elements that one iteration owns. And their neighbours: short outputs, offsets, replays in loops with exits.

use crate::input::In;
use amorsize_tests_twin::twin;

#[derive(Clone, Default, Debug)]
struct Cell3 {
    a: i32,
    b: (f64, u8),
    rows: Vec<i32>,
}

struct Grid {
    cells: Vec<f64>,
    sums: [i64; 4],
    inner: Inner,
}
struct Inner {
    out: Vec<i32>,
    scale: i32,
}

fn add_one(x: &mut i64) {
    *x = x.wrapping_add(1);
}

twin! { plainly;
    #[amorsize::parallel]
    fn assign(x: &In) -> Vec<f64> {
        let mut out = vec![0.0; x.n];
        for i in 0..x.n { out[i] = x.wild[i] * 3.0; }
        out
    }

    #[amorsize::parallel]
    fn operators(x: &In) -> Vec<i64> {
        let mut out = x.i.clone();
        for i in 0..x.n {
            out[i] ^= 0x0f0f;
            out[i] &= !1;
            out[i] |= x.small[i] as i64 & 1;
            out[i] >>= 3;
            out[i] += x.small[i] as i64;
            out[i] -= 1;
            out[i] *= 2;
            out[i] %= 1_000_003;
            out[i] /= 3;
            out[i] <<= 1;
        }
        out
    }

    #[amorsize::parallel]
    fn reads_own(x: &In) -> Vec<i64> {
        let mut out = x.i.clone();
        for i in 0..out.len() { let old = out[i]; if out[i] > 5 { out[i] = old / 2; } else { out[i] = out[i].wrapping_mul(old); } }
        out
    }

    #[amorsize::parallel]
    fn borrowed(x: &In) -> Vec<i64> {
        let mut out = x.i.clone();
        for i in 0..x.n { add_one(&mut out[i]); let e = &mut out[i]; *e ^= 1; add_one(e); }
        out
    }

    #[amorsize::parallel]
    fn fields(x: &In) -> Vec<(i32, f64, u8, Vec<i32>)> {
        let mut out = vec![Cell3::default(); x.n];
        for i in 0..x.n {
            out[i].a = x.small[i];
            out[i].b.0 += x.f[i];
            out[i].b.1 = x.bytes[i];
            out[i].rows.push(i as i32);
            out[i].rows.extend([1, 2]);
            if out[i].rows.len() > 2 { out[i].rows[1] = 7; }
        }
        out.into_iter().map(|c| (c.a, c.b.0, c.b.1, c.rows)).collect()
    }

    #[amorsize::parallel]
    fn several(x: &In) -> (Vec<f64>, Vec<i64>, Vec<String>) {
        let (mut a, mut b, mut c) = (vec![0.0; x.n], vec![1i64; x.n], vec![String::new(); x.n]);
        for i in 0..x.n { a[i] = x.f[i]; b[i] += x.small[i] as i64; c[i].push_str(&x.words[i]); a[i] += b[i] as f64; c[i] += "!"; }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn nested(x: &In) -> Vec<[i32; 3]> {
        let mut out = vec![[0; 3]; x.n];
        for i in 0..x.n { for j in 0..3 { out[i][j] = x.small[i] * j as i32; out[i][2 - j] += 1; } }
        out
    }

    #[amorsize::parallel]
    fn ragged(x: &In) -> Vec<Vec<i32>> {
        let mut out: Vec<Vec<i32>> = (0..x.n).map(|k| vec![0; k % 5]).collect();
        for i in 0..out.len() { for j in 0..out[i].len() { out[i][j] = x.small[i] + j as i32; } out[i].sort(); }
        out
    }

    #[amorsize::parallel]
    fn conditional(x: &In) -> Vec<i32> {
        let mut out = vec![-1; x.n];
        for i in 0..x.n { if x.small[i] < 0 { continue; } match x.small[i] { 0 => out[i] = 100, k if k > 5 => {} k => out[i] = k } }
        out
    }

    #[amorsize::parallel]
    fn swaps_in(x: &In) -> Vec<String> {
        let mut out = x.words.clone();
        for i in 0..x.n { let old = std::mem::take(&mut out[i]); out[i] = old + "."; let _ = std::mem::replace(&mut out[i], i.to_string()); }
        out
    }
}

twin! { subscripts;
    #[amorsize::parallel]
    fn casts(x: &In) -> (Vec<i32>, Vec<i32>, Vec<i32>) {
        let (mut a, mut b, mut c) = (vec![0; x.n], vec![0; x.n], vec![0; x.n.min(256)]);
        for i in 0..x.n as i32 { a[i as usize] = i * 2; }
        for i in 0..x.n as u64 { b[i as usize] += i as i32; }
        for i in 0..x.n.min(256) as u16 { c[i as usize] = i as i32; }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn offsets(x: &In) -> (Vec<usize>, Vec<usize>, Vec<i32>) {
        let (mut a, mut b, mut c) = (vec![0; x.n + 3], vec![0; x.n], vec![0; 2 * x.n]);
        let lo = x.n / 4;
        for i in 0..x.n { a[i + 3] = i; }
        for i in lo..x.n { b[i - lo] = i; }
        let half = x.n as i32;
        for i in -half..half { c[(i + half) as usize] = i; }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn two_offsets(x: &In) -> (Vec<usize>, Vec<usize>) {
        let (mut a, mut b) = (vec![0; x.n + 1], vec![0; x.n + 1]);
        for i in 1..=x.n { a[i - 1] = i; b[i] = a[i - 1] * 2; }
        for i in (0..x.n).rev() { a[i] += i; b[i + 1] ^= i; }
        (a, b)
    }

    #[amorsize::parallel]
    fn reversed_and_stepped(x: &In) -> Vec<usize> {
        let mut out = vec![0; x.n];
        for i in (0..x.n).rev() { out[i] = i + 1; }
        for i in (0..x.n).step_by(3) { out[i] += 100; }
        for i in (0..x.n).skip(2).take(50) { out[i] += 1000; }
        for i in (x.n / 2..x.n).rev().step_by(2) { out[i] += 10_000; }
        for (i, b) in (0..x.n).zip(x.bytes.iter().skip(1)) { out[i] ^= *b as usize; }
        out
    }

    #[amorsize::parallel]
    fn counters(x: &In) -> (Vec<i32>, Vec<i32>, Vec<i32>, Vec<i32>) {
        let (mut a, mut b, mut c, mut d) = (vec![0; x.n], vec![0; x.n], vec![0; x.n], vec![0; x.n]);
        for (i, e) in x.small.iter().enumerate() { a[i] = *e; }
        for (i, e) in x.small.iter().rev().enumerate() { b[i] = *e; }
        for (i, e) in x.small.iter().enumerate().rev() { c[i] += *e; }
        for (i, (e, f)) in x.small.iter().zip(x.bytes.iter().skip(1)).enumerate() { d[i] = *e + *f as i32; }
        for (i, e) in x.small.iter().enumerate().skip(4) { d[i - 4] ^= *e; }
        (a, b, c, d)
    }

    #[amorsize::parallel]
    fn range_counter_in_enumerate(x: &In) -> (Vec<usize>, Vec<usize>) {
        let (mut a, mut b) = (vec![0; x.n], vec![0; x.n]);
        for (k, i) in (x.n / 2..x.n).enumerate() { a[i] = k; b[k] = i; }
        (a, b)
    }

    #[amorsize::parallel]
    fn scattered(x: &In) -> (Vec<usize>, Vec<f64>) {
        let mut last = vec![usize::MAX; x.n];
        let mut sums = vec![0.0; x.n];
        for i in 0..x.n { last[x.at[i]] = i; sums[x.at[i]] += x.f[i]; }
        (last, sums)
    }

    #[amorsize::parallel]
    fn of_other_variable(x: &In) -> [usize; 4] {
        let mut out = [0; 4];
        let k = x.n % 4;
        for i in 0..x.n { out[k] = i; }
        out
    }
}

twin! { containers;
    #[amorsize::parallel]
    fn kinds(x: &In) -> (Box<[i32]>, [i32; 70], std::collections::VecDeque<i32>, Vec<i32>) {
        let mut a = vec![0; x.n].into_boxed_slice();
        let mut b = [0; 70];
        let mut c: std::collections::VecDeque<i32> = x.small.iter().copied().collect();
        let mut d = vec![0; x.n + 2];
        for i in 0..x.n { a[i] = x.small[i]; }
        for i in 0..x.n.min(70) { b[i] = x.small[i]; }
        for i in 0..x.n { c[i] += 1; }
        let slice = &mut d[1..];
        for i in 0..x.n { slice[i] = x.small[i]; }
        (a, b, c, d)
    }

    // A deque whose items are not in one piece keeps its shape.
    #[amorsize::parallel]
    fn wrapped_deque(x: &In) -> (std::collections::VecDeque<i32>, usize) {
        let mut c: std::collections::VecDeque<i32> = x.small.iter().copied().collect();
        #[serial]
        for _ in 0..x.n / 3 { let e = c.pop_front().unwrap(); c.push_back(e); }
        let first = c.as_slices().0.len();
        for i in 0..c.len() { c[i] *= 2; }
        (c, first)
    }

    #[amorsize::parallel]
    fn through_fields(x: &In) -> (Vec<f64>, [i64; 4], Vec<i32>) {
        let mut g = Grid { cells: vec![0.0; x.n], sums: [0; 4], inner: Inner { out: vec![0; x.n], scale: 3 } };
        for i in 0..x.n { g.cells[i] = x.f[i]; g.inner.out[i] = x.small[i] * g.inner.scale; }
        for i in 0..4 { g.sums[i] += g.cells.len() as i64 + i as i64; }
        (g.cells, g.sums, g.inner.out)
    }
}

twin! { parameters;
    #[amorsize::parallel]
    fn fill(out: &mut [i32], from: &[i32]) { for i in 0..out.len() { out[i] = from[i] + 1; } }
    #[amorsize::parallel]
    fn fill_vec(out: &mut Vec<i32>, from: &[i32]) { for i in 0..from.len() { out[i] += from[i]; } }
    #[amorsize::parallel]
    fn fill_owned(mut out: Vec<i32>, from: &[i32]) -> Vec<i32> { for i in 0..from.len() { out[i] -= from[i]; } out }
    #[amorsize::parallel]
    fn fill_array<const N: usize>(out: &mut [i32; N], from: &[i32]) { for i in 0..N { out[i] = from[i % from.len().max(1)]; } }

    fn all(x: &In) -> (Vec<i32>, Vec<i32>, [i32; 33]) {
        let mut a = vec![0; x.n];
        fill(&mut a, &x.small);
        fill_vec(&mut a, &x.small);
        let mut c = [0; 33];
        if x.n > 0 { fill_array(&mut c, &x.small); }
        (fill_owned(a.clone(), &x.small[..x.n / 2]), a, c)
    }
}

// Too short: the panic, its index and what was written before it are the plain loop's.
twin! { short;
    #[amorsize::parallel]
    fn write(out: &mut [i32], seen: &mut Vec<usize>, n: usize) { for i in 0..n { out[i] += 1; seen.push(i); } }
    #[amorsize::parallel]
    fn write_offset(out: &mut [i32], n: usize) { for i in 2..n { out[i - 2] = i as i32; out[i - 2] += 1; } }
    #[amorsize::parallel]
    fn write_negative(out: &mut [i32], n: i32) { for i in 0..n { out[(i - 3) as usize] = 1; } }
    #[amorsize::parallel]
    fn write_backwards(out: &mut [i32], n: usize) { for i in (0..n).rev() { out[i] = 9; } }
    #[amorsize::parallel]
    fn write_counted(out: &mut [i32], from: &[i32]) { for (i, e) in from.iter().enumerate() { out[i] = *e; } }
    #[amorsize::parallel]
    fn write_two(a: &mut [i32], b: &mut [i32], n: usize) { for i in 0..n { a[i] = 1; b[i] = a[i] + 1; } }

    fn ends(x: &In) -> Vec<(String, Vec<i32>)> {
        let mut all = vec![];
        let short = x.n - x.stop2.min(x.n) / 2;
        let mut seen = vec![];
        let mut tell = |mut out: Vec<i32>, f: &mut dyn FnMut(&mut [i32])| {
            let end = crate::harness::caught(|| f(&mut out));
            all.push((end, out));
        };
        tell(vec![0; short], &mut |out| write(out, &mut seen, x.n));
        tell(vec![0; short], &mut |out| write_offset(out, x.n));
        tell(vec![0; short], &mut |out| write_negative(out, x.n as i32));
        tell(vec![0; short], &mut |out| write_backwards(out, x.n));
        tell(vec![0; short], &mut |out| write_counted(out, &x.small));
        let mut b = vec![0; x.stop.min(x.n)];
        tell(vec![0; x.n], &mut |out| write_two(out, &mut b, x.n));
        all.push((String::new(), b));
        all.push((String::new(), seen.iter().map(|i| *i as i32).collect()));
        all
    }
}
