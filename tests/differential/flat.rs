//! T1 of flattened arrays: rows, planes, slices, columns; and what looks like them.

use crate::input::In;
use amorsize_tests_twin::twin;

struct Image {
    pixels: Vec<i64>,
    width: usize,
    size: [usize; 2],
}

const W: usize = 4;

fn smooth(row: &mut [i64]) {
    for k in 1..row.len() {
        row[k] = row[k].wrapping_add(row[k - 1] / 2);
    }
}

twin! { rows;
    #[amorsize::parallel]
    fn matrix(x: &In) -> Vec<i64> {
        let w = 5;
        let mut out = vec![0; x.n * w];
        for i in 0..x.n { for j in 0..w { out[i * w + j] = x.i[i] ^ j as i64; } }
        out
    }

    #[amorsize::parallel]
    fn own_elements_are_read(x: &In) -> Vec<i64> {
        let (h, w) = (3, 2);
        let mut out = vec![1; x.n * h * w];
        for i in 0..x.n {
            for j in 0..h { for k in 0..w {
                out[(i * h + j) * w + k] += (x.small[i] as i64) * j as i64;
                if j > 0 { out[(i * h + j) * w + k] += out[(i * h + j - 1) * w + k]; }
            } }
        }
        out
    }

    #[amorsize::parallel]
    fn constants(x: &In) -> Vec<i32> {
        let mut out = vec![0; x.n * W];
        for i in 0..x.n { for j in 0..W { out[W * i + j] += x.small[i]; } out[i * W] -= 1; out[i * W + W - 1] *= 2; }
        out
    }

    #[amorsize::parallel]
    fn through_lets(x: &In) -> Vec<i32> {
        let w = 3;
        let mut out = vec![0; x.n * w];
        for i in 0..x.n {
            let base = i * w;
            for j in (0..w).rev() { let at = base + j; out[at] = x.small[i]; let at = at + 0; out[at] += j as i32; }
            let (first, last) = (base, base + w - 1);
            out[first] ^= out[last];
        }
        out
    }

    #[amorsize::parallel]
    fn interior(x: &In) -> Vec<f64> {
        let w = 6;
        let mut out = vec![0.0; x.n * w];
        for i in 1..x.n.saturating_sub(1) { for j in 1..w - 1 { out[i * w + j] = 0.5 * (x.f[i - 1] + x.f[i + 1]) + j as f64; } }
        out
    }

    #[amorsize::parallel]
    fn triangles(x: &In) -> (Vec<usize>, Vec<usize>) {
        let n = x.n.min(90);
        let (mut lower, mut upper) = (vec![0; n * n], vec![0; n * n]);
        for i in 0..n { for j in 0..=i { lower[i * n + j] = i + j; } }
        for i in 0..n { for j in i..n { upper[i * n + j] = i * j; upper[i * n + i] += 1; } }
        (lower, upper)
    }

    #[amorsize::parallel]
    fn backwards_and_mirrored(x: &In) -> (Vec<usize>, Vec<usize>, Vec<usize>) {
        let (n, w) = (x.n, 3);
        let (mut a, mut b, mut c) = (vec![0; n], vec![0; n * w], vec![0; n * w]);
        for i in 0..n { a[n - 1 - i] = i; }
        for i in 0..n { for j in 0..w { b[(n - 1 - i) * w + (w - 1 - j)] = i * 10 + j; } }
        for i in (0..n).rev().step_by(2) { for j in 0..w { c[i * w + w - 1 - j] = i * 10 + j; } }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn counters_and_casts(x: &In) -> (Vec<i32>, Vec<i32>, Vec<i32>) {
        let w = 2i32;
        let (mut a, mut b, mut c) = (vec![0; x.n * 2], vec![0; x.n * 3], vec![0; (x.n + 2) * 2]);
        for i in 0..x.n as i32 { for j in 0..w { a[(i * w + j) as usize] = i - j; } }
        for (i, e) in x.small.iter().enumerate() { for j in 0..3usize { b[3 * i + j] = *e; } }
        for i in 2..x.n + 2 { c[(i - 2) * 2] = i as i32; c[2 * i - 3] = 1; }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn fields_and_items(x: &In) -> Vec<i64> {
        let mut m = Image { pixels: vec![0; x.n * 3], width: 3, size: [x.n, 3] };
        for y in 0..x.n { for c in 0..m.width { m.pixels[y * m.width + c] = x.i[y]; } }
        for y in 0..x.n { for c in 0..m.size[1] { m.pixels[y * m.size[1] + c] ^= c as i64; } }
        m.pixels
    }

    #[amorsize::parallel]
    fn arithmetic(x: &In) -> Vec<usize> {
        let w = 8;
        let mut out = vec![0; x.n * w];
        for i in 0..x.n { for j in 0..2 * w {
            out[i * w + j / 2] += j; out[i * w + j % w] += 1; out[i * w + j.min(w - 1)] += 2; out[i * w + (j.max(3) - 3) / 2] ^= i;
        } }
        out
    }

    #[amorsize::parallel]
    fn beside_others(x: &In) -> (Vec<f64>, f64, Vec<usize>) {
        let (w, mut s, mut seen, mut t) = (3, 0.0, vec![], 0.0);
        let mut out = vec![0.0; x.n * w];
        for i in 0..x.n { for j in 0..w { t = x.f[i] * j as f64; out[i * w + j] = t; s += t; if t > 0.5 { seen.push(i); } } }
        (out, s, seen)
    }
}

twin! { planes;
    #[amorsize::parallel]
    fn two(x: &In) -> Vec<i64> {
        let mut out = vec![0; 2 * x.n];
        for i in 0..x.n { out[2 * i] = x.i[i]; out[2 * i + 1] = !out[2 * i]; out[2 * i] ^= out[2 * i + 1] >> 3; }
        out
    }

    #[amorsize::parallel]
    fn of_points(x: &In) -> Vec<f64> {
        let mut out = vec![0.0; 3 * x.n];
        for (i, f) in x.f.iter().enumerate() { out[3 * i + 2] = *f; for k in 0..2 { out[3 * i + k] = f * k as f64; } }
        out
    }

    // The inner bound is no constant: where it is too large the rows would meet, and the plain loop runs.
    #[amorsize::parallel]
    fn overlapping(x: &In) -> (Vec<usize>, Vec<usize>) {
        let (d, e) = (x.seed as usize % 3 + 3, x.seed as usize % 3 + 1);
        let (mut a, mut b) = (vec![0; 4 * x.n + 4], vec![0; x.n * e + 4]);
        for i in 0..x.n { for k in 0..d { a[4 * i + k] = a[4 * i + k] * 2 + i + k; } }
        for i in 0..x.n { for k in 0..2 { b[i * e + k] = b[i * e + k] * 3 + i + k; } }
        (a, b)
    }
}

twin! { slices;
    #[amorsize::parallel]
    fn borrowed(x: &In) -> Vec<i64> {
        let w = 4;
        let mut out: Vec<i64> = (0..x.n as i64 * 4).collect();
        for i in 0..x.n {
            let row = &mut out[i * w..(i + 1) * w];
            row[1] = x.i[i];
            smooth(row);
            smooth(&mut out[i * w + 1..i * w + w]);
        }
        out
    }

    #[amorsize::parallel]
    fn methods(x: &In) -> Vec<i32> {
        let w = 3;
        let mut out = vec![7; x.n * w];
        for i in 0..x.n {
            let (lo, hi) = (i * w, i * w + w);
            out[lo..hi].fill(x.small[i]);
            out[lo..=lo + 1].copy_from_slice(&[1, 2]);
            for e in out[lo..hi].iter_mut() { *e += 1; }
            for e in &mut out[lo..hi] { *e *= 2; }
            let s: i32 = out[lo..hi].iter().sum();
            out[lo + 2] = s;
        }
        out
    }

    #[amorsize::parallel]
    fn swaps(x: &In) -> (Vec<i32>, Vec<usize>) {
        let w = 4;
        let mut out: Vec<i32> = (0..x.n as i32 * 4).collect();
        let mut only: Vec<usize> = (0..x.n * 2).collect();
        for i in 0..x.n { for j in 0..w / 2 { out.swap(i * w + j, i * w + w - 1 - j); } out[i * w] += x.small[i]; }
        for i in 0..x.n { if x.small[i] > 0 { only.swap(2 * i, 2 * i + 1); } }
        (out, only)
    }

    // Nothing is proved here, but nothing is read either: logged.
    #[amorsize::parallel]
    fn swaps_anywhere(x: &In) -> Vec<usize> {
        let mut v: Vec<usize> = (0..x.n).collect();
        for i in 0..x.n { v.swap(i, x.at[i]); }
        v
    }
}

twin! { columns;
    #[amorsize::parallel]
    fn of_vectors(x: &In) -> Vec<Vec<i64>> {
        let mut a = vec![vec![1i64; x.n + 1]; 5];
        for i in 0..x.n { for j in 1..5 { a[j][i + 1] = x.i[i] / 3 + a[j - 1][i + 1]; a[j][i + 1] += j as i64; } }
        a
    }

    #[amorsize::parallel]
    fn named_lines(x: &In) -> [Vec<f64>; 2] {
        let mut a = [vec![0.0; x.n], vec![0.0; x.n]];
        for i in 0..x.n { a[0][i] = x.f[i]; a[1][i] = a[0][i] * 2.0; a[x.n % 2][i] += 1.0; }
        a
    }

    #[amorsize::parallel]
    fn of_arrays(x: &In) -> Vec<[String; 2]> {
        let mut a = vec![[String::new(), String::new()]; 3];
        for i in 0..2 { for j in 0..3 { a[j][i].push_str("x"); a[j][i] += &i.to_string(); } }
        for (i, _) in x.words.iter().enumerate().take(2) { for j in 0..3 { a[j][i].push('y'); } }
        a
    }

    // Lines of different lengths: the panic is the plain loop's.
    #[amorsize::parallel]
    fn write_ragged(a: &mut Vec<Vec<i32>>, n: usize) { for i in 0..n { for j in 0..a.len() { a[j][i] += 1; } } }

    fn ragged(x: &In) -> (Vec<Vec<i32>>, String) {
        let mut a: Vec<Vec<i32>> = (0..4).map(|k| vec![0; x.n - (k * x.stop2.min(x.n)) / 8]).collect();
        let end = crate::harness::caught(|| write_ragged(&mut a, x.n));
        (a, end)
    }
}

// Too short, empty, of any width: panics and what was written before are the plain loop's.
twin! { short;
    #[amorsize::parallel]
    fn fill(out: &mut [i32], n: usize, w: usize, m: usize) { for i in 0..n { for j in 0..m { out[i * w + j] += 1; } } }
    #[amorsize::parallel]
    fn slice(out: &mut [i32], n: usize, w: usize) { for i in 0..n { out[i * w..(i + 1) * w].fill(3); } }
    #[amorsize::parallel]
    fn reversed(out: &mut [i32], n: usize) { for i in 0..n { out[n - 1 - i] += i as i32; } }

    fn ends(x: &In) -> Vec<(String, Vec<i32>)> {
        let mut all = vec![];
        for (len, w, m) in [(3 * x.n, 3, 3), (3 * x.n, 3, 2), (3 * x.n, 2, 3), (3 * x.n - x.n.min(1), 3, 3), (x.n, 0, 1), (0, 0, 0), (5, 1, 1), (x.n, 1, 0)] {
            let mut out = vec![0; len];
            let end = crate::harness::caught(|| fill(&mut out, x.n, w, m));
            all.push((end, out.clone()));
            let end = crate::harness::caught(|| slice(&mut out, x.n, w));
            all.push((end, out.clone()));
            let end = crate::harness::caught(|| reversed(&mut out, x.n));
            all.push((end, out));
        }
        all
    }
}

// The user's word: the indices are all different.
twin! { promised;
    #[amorsize::parallel(unsafe(disjoint(out, rows)))]
    fn permuted(x: &In) -> (Vec<i64>, Vec<Vec<i32>>, usize) {
        let at: Vec<usize> = (0..x.n).rev().collect();
        let mut out = vec![0; x.n];
        let mut rows = vec![vec![]; x.n];
        let mut all = 0;
        for i in 0..x.n {
            out[at[i]] = x.i[i];
            out[at[i]] ^= out[at[i]] >> 7;
            rows[at[i]].push(x.small[i]);
            rows[at[i]].extend([1, 2]);
            all ^= rows[at[i]].len() + rows.len();
        }
        (out, rows, all)
    }

    #[amorsize::parallel]
    fn runs(x: &In) -> Vec<i32> {
        let starts: Vec<usize> = (0..=x.n).map(|k| k * 2 - k % 2).collect();
        let mut out = vec![1; 2 * x.n + 1];
        #[parallel(unsafe(disjoint(out)))]
        for i in 0..x.n { let run = &mut out[starts[i]..starts[i + 1]]; for e in run { *e += x.small[i]; } }
        out
    }

    // In a loop that may end early the statements are logged.
    #[amorsize::parallel(unsafe(disjoint(out)))]
    fn with_exit(x: &In) -> Vec<i32> {
        let mut out = vec![0; x.n];
        for i in 0..x.n { if i == x.stop { break; } out[x.at[i]] = x.small[i]; }
        out
    }

    #[amorsize::parallel(unsafe(disjoint(out)))]
    fn write(out: &mut [i32], at: &[usize]) { for (k, i) in at.iter().enumerate() { out[*i] = k as i32; } }

    fn out_of_bounds(x: &In) -> String {
        let mut out = vec![0; x.n];
        let at: Vec<usize> = (0..x.n).map(|i| if i == x.stop { x.n + 3 } else { i }).collect();
        crate::harness::caught(|| write(&mut out, &at))
    }
}

twin! { symmetric;
    #[amorsize::parallel]
    fn upper(x: &In) -> Vec<Vec<f64>> {
        let n = x.n.min(80);
        let mut m = vec![vec![-1.0; n]; n];
        for i in 0..n {
            m[i][i] = 1.0;
            for j in i + 1..n { m[i][j] = 0.0; for k in 0..3 { m[i][j] += x.f[i] * x.f[j] + k as f64; } m[j][i] = m[i][j]; }
        }
        m
    }

    #[amorsize::parallel]
    fn lower(x: &In) -> Vec<Vec<usize>> {
        let n = x.n.min(80);
        let mut m = vec![vec![7; n + 1]; n];
        for i in (0..n).rev() { for j in 0..=i { m[i][j] = i * j; m[j][i] = m[i][j] + 1; } }
        m
    }
}

// From multigrid: offsets of whole rows and planes, in both directions.
twin! { grids;
    #[amorsize::parallel]
    fn faces(x: &In) -> Vec<f64> {
        let n = (x.n % 17) + 3;
        let mut u: Vec<f64> = (0..n * n * n).map(|k| k as f64).collect();
        for i3 in 1..n - 1 {
            for i2 in 1..n - 1 {
                u[(i3 * n + i2) * n] = u[(i3 * n + i2) * n + n - 2];
                u[(i3 * n + i2) * n + n - 1] = u[(i3 * n + i2) * n + 1];
            }
            for i1 in 0..n {
                u[i3 * n * n + i1] = u[(i3 * n + n - 2) * n + i1];
                u[(i3 * n + n - 1) * n + i1] = u[(i3 * n + 1) * n + i1];
            }
        }
        u
    }

    #[amorsize::parallel]
    fn finer(x: &In) -> Vec<f64> {
        let m = (x.n % 9) + 3;
        let n = 2 * (m - 1);
        let z: Vec<f64> = (0..m * m * m).map(|k| k as f64 * 0.1).collect();
        let mut u = vec![1.0; n * n * n];
        let mut z1 = vec![0.0; m];
        #[parallel(local(z1 = vec![0.0; m]))]
        for i3 in 0..m - 1 {
            for i2 in 0..m - 1 {
                for i1 in 0..m { z1[i1] = z[(i3 * m + i2 + 1) * m + i1] + z[(i3 * m + i2) * m + i1]; }
                for i1 in 0..m - 1 {
                    u[((2 * i3) * n + 2 * i2) * n + 2 * i1] += z[(i3 * m + i2) * m + i1];
                    u[((2 * i3) * n + 2 * i2 + 1) * n + 2 * i1 + 1] += 0.25 * (z1[i1] + z1[i1 + 1]);
                    u[((2 * i3 + 1) * n + 2 * i2 + 1) * n + 2 * i1] += 0.5 * z1[i1];
                }
            }
        }
        u
    }
}
