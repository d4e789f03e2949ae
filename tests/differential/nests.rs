//! Nests with few rows, which are gone through one by one with each row shared; and nests that only look like it.

use crate::input::In;
use amorsize_tests_twin::twin;

fn mixed(x: usize, y: usize) -> i64 {
    (x as i64).wrapping_mul(0x9e37_79b9).rotate_left(7) ^ y as i64
}

twin! { nests;
    #[amorsize::parallel]
    fn planes(x: &In) -> (Vec<i64>, Vec<i64>, Vec<i64>) {
        let (w, h) = (x.n, 3);
        let (mut a, mut b, mut c) = (vec![0; w * h], vec![1; (w + 2) * h], vec![0; w + h]);
        for y in 0..h { for i in 0..w { a[y * w + i] = mixed(i, y); } }
        for y in (0..h).rev() { let base = y * (w + 2); for i in 1..w + 1 { b[base + i] ^= a[y * w + i - 1]; } }
        for y in 0..h { for i in 0..w { c[i + y] += a[y * w + i]; } }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn sums(x: &In) -> (i64, f64, Vec<(usize, usize)>, (f64, usize), usize) {
        let (mut s, mut f, mut v, mut best, mut at, mut last) = (0i64, 0.0, vec![], f64::MAX, 0, 0);
        for y in 0..3usize { let scale = y as f64 + 0.5; for i in 0..x.n { s = s.wrapping_add(x.i[i] >> y); f += x.wild[i] * scale; } }
        for y in 1..=5usize { for i in (y..x.n).rev() { if x.i[i] % 3 == y as i64 % 3 { v.push((y, i)); } } }
        for y in 0..1 { for i in 0..x.f.len() { if x.f[i] < best { best = x.f[i]; at = i; } last = i; } }
        (s, f, v, (best, at), last)
    }

    #[amorsize::parallel]
    fn leaving(x: &In) -> (Vec<usize>, Option<(usize, usize)>, Result<usize, String>) {
        let mut v = vec![];
        'rows: for y in 0..5 {
            for i in 0..x.n {
                if i == x.stop && y == 3 { break 'rows; }
                if i == x.stop2 && y == 1 { continue 'rows; }
                if i + y == x.stop { break; }
                v.push(i * 7 + y);
            }
        }
        (v, found(x), parsed(x))
    }
    #[amorsize::parallel]
    fn found(x: &In) -> Option<(usize, usize)> {
        for y in 0..3 { for i in 0..x.n { if i == x.stop && y == 1 { return Some((y, i)); } } }
        None
    }
    #[amorsize::parallel]
    fn parsed(x: &In) -> Result<usize, String> {
        let mut n = 0;
        for y in 0..3 { for i in 0..x.n { n ^= if i == x.stop2 && y == 2 { Err(format!("{y} {i}"))? } else { i * y }; } }
        Ok(n)
    }

    #[amorsize::parallel]
    fn panicking(x: &In) -> Vec<String> {
        let mut v = vec![];
        for y in 0..3 { for i in 0..x.n { assert!(y < 2 || i != x.stop, "row {y}, item {i}"); v.push(format!("{y}{i}")); } }
        v
    }

    // Names that hide each other, a row that is no range, a last value.
    #[amorsize::parallel]
    fn unusual(x: &In) -> (Vec<usize>, i64, usize, usize) {
        let (mut v, mut s, w, mut t) = (vec![], 0i64, x.n, 0usize);
        for y in 0..3 { let y = y + 1; for y in y..x.n { v.push(y); } }
        for y in 0..3usize { for i in &x.i { s ^= i >> y; } }
        for y in 0..3 { for i in 0..w { t = i + y; } }
        (v, s, w, t)
    }

    // A field that is borrowed, and its neighbours; a part of a variable of the row's own.
    #[amorsize::parallel]
    fn parts(x: &In) -> (Vec<usize>, Vec<usize>, usize, i64) {
        struct Parts { flat: Vec<usize>, kept: Vec<usize>, sum: usize }
        let mut all = Parts { flat: vec![0; 3 * x.n], kept: vec![], sum: 3 };
        let s = &mut all;
        let flat = &mut s.flat;
        for y in 0..3usize { for i in 0..x.n { flat[y * x.n + i] = i; s.kept.push(i + y); s.sum += i; } }
        let (pair, mut t) = ((5i64, 1), 0i64);
        for y in 0..3i64 { let mut own = pair; for i in 0..x.n { own.0 = x.i[i] ^ y; t = t.wrapping_add(own.0); } }
        (all.flat, all.kept, all.sum, t)
    }

    // A body that has more than the row.
    #[amorsize::parallel]
    fn rows(x: &In) -> (Vec<i64>, i64) {
        let mut out = vec![0; 3];
        for y in 0..3 { let mut s = 0i64; for i in 0..x.n { s ^= x.i[i] >> y; } out[y] = s; }
        let mut t = 0i64;
        for y in 0..3i64 { let mut k = y; for i in 0..x.n { k = x.i[i] ^ y; t = t.wrapping_add(k); } }
        (out, t)
    }
}

twin! { grids;
    // Rows that are arrays are counted privately, others logged; the first index that is out of bounds panics.
    #[amorsize::parallel]
    fn counted(x: &In) -> ([[i64; 3]; 5], Vec<[u32; 4]>, Vec<Vec<i64>>, Box<[[bool; 2]]>, [[f64; 2]; 2]) {
        let (mut a, mut b, mut c) = ([[1i64; 3]; 5], vec![[9u32; 4]; 200], vec![vec![0i64; 4]; 3]);
        let (mut d, mut f) = (vec![[false; 2]; 7].into_boxed_slice(), [[0.0; 2]; 2]);
        for (k, i) in x.i.iter().enumerate() {
            a[k % 5][(i & 1) as usize] += i >> 9;
            a[(k + 1) % 5][2] -= 3;
            b[x.at[k] % 200][k % 4] ^= *i as u32;
            c[k % 3][(i & 3) as usize] += i >> 20;
            d[k % 7][k % 2] |= i % 5 == 0;
            f[k % 2][(i & 1) as usize] += x.wild[k];
        }
        (a, b, c, d, f)
    }

    #[amorsize::parallel]
    fn out_of_bounds(x: &In, a: &mut [[u64; 3]; 4]) {
        for k in 0..x.n { a[if k == x.stop { 4 } else { k % 4 }][if k == x.stop || k == x.stop2 { 3 } else { k % 3 }] += 1; }
    }
    fn bounded(x: &In) -> ([[u64; 3]; 4], String) {
        let mut a = [[0; 3]; 4];
        let end = crate::harness::caught(|| out_of_bounds(x, &mut a));
        (a, end)
    }

    #[amorsize::parallel]
    fn wrapping(x: &In) -> [[u8; 2]; 2] {
        let mut a = [[1u8; 2]; 2];
        for (k, i) in x.i.iter().enumerate() { a[k % 2][k / 2 % 2] &= *i as u8 | 0x80; }
        a
    }
}

/// That rows are shared where there are few, and not where they share evenly, or are too many.
#[test]
#[cfg(feature = "report")]
fn few_rows_are_shared_themselves() {
    #[amorsize::parallel(workers = 2, name = "plane")]
    fn plane(out: &mut [usize], w: usize, h: usize) {
        for y in 0..h {
            for x in 0..w {
                out[y * w + x] = x ^ y;
            }
        }
    }
    crate::harness::prepare();
    let calls = |name: &str| {
        let report = amorsize::report();
        report.site(name).map_or(0, |site| site.calls)
    };
    amorsize::with_mode(amorsize::Mode::Parallel, || {
        for (h, w, rows, whole) in [
            (3, 1000, 3, 0),
            (2, 1000, 0, 1),
            (3, 10, 0, 1),
            (50, 1000, 0, 1),
            (1, 64, 1, 0),
        ] {
            let before = (calls("plane, one row"), calls("plane"));
            plane(&mut vec![0; w * h], w, h);
            let after = (calls("plane, one row"), calls("plane"));
            assert_eq!(
                (after.0 - before.0, after.1 - before.1),
                (rows, whole),
                "{h} x {w}"
            );
        }
    });
}
