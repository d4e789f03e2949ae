//! Forms that are checked before the loop really run on several threads: a check that always fails would give right results too.

use amorsize::{Mode, with_mode};
use std::collections::HashSet;
use std::sync::{Condvar, Mutex};
use std::thread::ThreadId;
use std::time::{Duration, Instant};

/// Bodies that wait until another thread is in the loop too.
#[derive(Default)]
struct Meeting {
    here: Mutex<HashSet<ThreadId>>,
    came: Condvar,
}

impl Meeting {
    fn visit(&self) {
        let mut here = self.here.lock().unwrap();
        here.insert(std::thread::current().id());
        self.came.notify_all();
        let end = Instant::now() + Duration::from_secs(20);
        while here.len() < 2 && Instant::now() < end {
            here = self
                .came
                .wait_timeout(here, Duration::from_millis(50))
                .unwrap()
                .0;
        }
        assert!(here.len() > 1, "nobody else came");
    }
}

fn meet(f: impl Fn(&Meeting)) {
    crate::harness::prepare();
    let meeting = Meeting::default();
    with_mode(Mode::Parallel, || f(&meeting));
}

#[amorsize::parallel(workers = 2, chunk = 1)]
fn gemm(n: usize, c: &mut [f64], a: &[f64], b: &[f64], meeting: &Meeting) {
    for i in 0..n {
        meeting.visit();
        for j in 0..n {
            c[i * n + j] *= 0.5;
        }
        for k in 0..n {
            for j in 0..n {
                c[i * n + j] += a[i * n + k] * b[k * n + j];
            }
        }
    }
}

#[amorsize::parallel(workers = 2, chunk = 1)]
fn finer(u: &mut [f64], z: &[f64], m: usize, n: usize, meeting: &Meeting) {
    for i3 in 0..m - 1 {
        meeting.visit();
        for i2 in 0..m - 1 {
            for i1 in 0..m - 1 {
                u[((2 * i3) * n + 2 * i2) * n + 2 * i1] += z[(i3 * m + i2) * m + i1];
                u[((2 * i3 + 1) * n + 2 * i2 + 1) * n + 2 * i1 + 1] += z[i1];
            }
        }
    }
}

#[amorsize::parallel(workers = 2, chunk = 1)]
fn faces(u: &mut [f64], n: usize, meeting: &Meeting) {
    for i3 in 1..n - 1 {
        meeting.visit();
        for i2 in 1..n - 1 {
            u[(i3 * n + i2) * n] = u[(i3 * n + i2) * n + n - 2];
            u[(i3 * n + i2) * n + n - 1] = u[(i3 * n + i2) * n + 1];
        }
        for i1 in 0..n {
            u[i3 * n * n + i1] = u[(i3 * n + n - 2) * n + i1];
            u[(i3 * n + n - 1) * n + i1] = u[(i3 * n + 1) * n + i1];
        }
    }
}

#[amorsize::parallel(workers = 2, chunk = 1)]
fn interior(out: &mut [f64], w: usize, h: usize, meeting: &Meeting) {
    for y in 1..h - 1 {
        meeting.visit();
        for x in 1..w - 1 {
            let at = y * w + x;
            out[at] += 1.0;
        }
        out[y * w..(y + 1) * w].reverse();
    }
}

#[amorsize::parallel(workers = 2, chunk = 1)]
fn triangle(out: &mut [usize], n: usize, meeting: &Meeting) {
    for i in 0..n {
        meeting.visit();
        for j in 0..=i {
            out[i * n + j] = j;
            out[i * n + (n - 1 - j)] += 1;
        }
    }
}

#[amorsize::parallel(workers = 2, chunk = 1)]
fn planes(out: &mut [usize], sizes: [usize; 2], meeting: &Meeting) {
    for i in 0..out.len() / 3 {
        meeting.visit();
        for k in 0..sizes[1] {
            out[3 * i + k] = i;
        }
        out.swap(3 * i, 3 * i + 2);
    }
}

#[amorsize::parallel(workers = 2, chunk = 1)]
fn columns(a: &mut Vec<Vec<usize>>, n: usize, meeting: &Meeting) {
    for i in 0..n {
        meeting.visit();
        for j in 1..a.len() {
            a[j][i] += a[j - 1][i];
        }
    }
}

#[amorsize::parallel(workers = 2, chunk = 1)]
fn symmetric(corr: &mut [Vec<f64>], m: usize, meeting: &Meeting) {
    for i in 0..m - 1 {
        meeting.visit();
        corr[i][i] = 1.0;
        for j in i + 1..m {
            corr[i][j] = 0.0;
            corr[i][j] += i as f64;
            corr[j][i] = corr[i][j];
        }
    }
}

#[amorsize::parallel(workers = 2, chunk = 1, unsafe(disjoint(out)))]
fn permuted(out: &mut [usize], at: &[usize], meeting: &Meeting) {
    for i in 0..at.len() {
        meeting.visit();
        out[at[i]] += i;
    }
}

#[test]
fn on_two_threads() {
    meet(|m| gemm(6, &mut [1.0; 36], &[1.0; 36], &[2.0; 36], m));
    meet(|m| finer(&mut vec![0.0; 1000], &[1.0; 216], 6, 10, m));
    meet(|m| faces(&mut vec![0.0; 512], 8, m));
    meet(|m| interior(&mut vec![0.0; 48], 6, 8, m));
    meet(|m| triangle(&mut vec![0; 49], 7, m));
    meet(|m| planes(&mut vec![0; 18], [9, 3], m));
    meet(|m| columns(&mut vec![vec![1; 8]; 4], 8, m));
    meet(|m| symmetric(&mut vec![vec![0.0; 8]; 8], 8, m));
    meet(|m| permuted(&mut vec![0; 8], &[7, 6, 5, 4, 3, 2, 1, 0], m));
}
