//! NAS CG: the smallest eigenvalue of a sparse symmetric matrix by the inverse power method, each step solved by 25 steps of
//! conjugate gradients.

use super::nas::{A, randlc};
use crate::judge::{Judge, Size, close};
use std::collections::BTreeMap;

/// Compressed rows.
pub(crate) struct Matrix {
    rowstr: Vec<usize>,
    colidx: Vec<usize>,
    a: Vec<f64>,
}

const CGITMAX: usize = 25;

amorsize_tests_twin::pair! {
    /// Solves `A z = x`; gives the norm of `x - A z`.
    #[amorsize::parallel]
    pub(crate) fn conj_grad(m: &Matrix, x: &[f64], z: &mut [f64], p: &mut [f64], q: &mut [f64], r: &mut [f64]) -> f64 {
        let n = x.len();
        let (rowstr, colidx, a) = (&m.rowstr, &m.colidx, &m.a);
        let mut d;
        let mut sum;
        let mut rho = 0.0;
        let (mut rho0, mut alpha, mut beta);
        #[parallel]
        for j in 0..n {
            q[j] = 0.0;
            z[j] = 0.0;
            r[j] = x[j];
            p[j] = r[j];
        }
        #[parallel]
        for j in 0..n {
            rho += r[j] * r[j];
        }
        for _ in 0..CGITMAX {
            #[parallel]
            for j in 0..n {
                sum = 0.0;
                for k in rowstr[j]..rowstr[j + 1] {
                    sum += a[k] * p[colidx[k]];
                }
                q[j] = sum;
            }
            d = 0.0;
            #[parallel]
            for j in 0..n {
                d += p[j] * q[j];
            }
            alpha = rho / d;
            rho0 = rho;
            #[parallel]
            for j in 0..n {
                z[j] += alpha * p[j];
                r[j] -= alpha * q[j];
            }
            rho = 0.0;
            #[parallel]
            for j in 0..n {
                rho += r[j] * r[j];
            }
            beta = rho / rho0;
            #[parallel]
            for j in 0..n {
                p[j] = r[j] + beta * p[j];
            }
        }
        #[parallel]
        for j in 0..n {
            sum = 0.0;
            for k in rowstr[j]..rowstr[j + 1] {
                sum += a[k] * z[colidx[k]];
            }
            r[j] = sum;
        }
        sum = 0.0;
        #[parallel]
        for j in 0..n {
            d = x[j] - r[j];
            sum += d * d;
        }
        f64::sqrt(sum)
    }

    /// The whole benchmark: `zeta` and the last residual.
    #[amorsize::parallel]
    pub(crate) fn power_method(m: &Matrix, shift: f64, niter: usize) -> (f64, f64) {
        let n = m.rowstr.len() - 1;
        let mut x = vec![1.0; n];
        let (mut z, mut p, mut q, mut r) = (vec![0.0; n], vec![0.0; n], vec![0.0; n], vec![0.0; n]);
        let (mut zeta, mut rnorm) = (0.0, 0.0);
        for _ in 0..niter {
            rnorm = conj_grad(m, &x, &mut z, &mut p, &mut q, &mut r);
            let mut norm_temp1 = 0.0;
            let mut norm_temp2 = 0.0;
            #[parallel]
            for j in 0..n {
                norm_temp1 += x[j] * z[j];
                norm_temp2 += z[j] * z[j];
            }
            norm_temp2 = 1.0 / f64::sqrt(norm_temp2);
            zeta = shift + 1.0 / norm_temp1;
            #[parallel]
            for j in 0..n {
                x[j] = norm_temp2 * z[j];
            }
        }
        (zeta, rnorm)
    }
}

/// A sum of outer products of sparse random vectors, with falling weights, and a shifted diagonal.
fn makea(n: usize, nonzer: usize, rcond: f64, shift: f64) -> Matrix {
    let mut tran = 314_159_265;
    randlc(&mut tran, A);
    let nn1 = n.next_power_of_two();
    let vectors: Vec<Vec<(usize, f64)>> = (0..n)
        .map(|row| {
            let mut vector = sprnvc(n, nonzer, nn1, &mut tran);
            match vector.iter_mut().find(|(i, _)| *i == row) {
                Some(entry) => entry.1 = 0.5,
                None => vector.push((row, 0.5)),
            }
            vector
        })
        .collect();

    let mut rows: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); n];
    let ratio = rcond.powf(1.0 / n as f64);
    let mut size = 1.0;
    for (i, vector) in vectors.iter().enumerate() {
        for &(j, value) in vector {
            let scale = size * value;
            for &(jcol, other) in vector {
                let mut va = other * scale;
                if jcol == j && j == i {
                    va += rcond - shift;
                }
                *rows[j].entry(jcol).or_insert(0.0) += va;
            }
        }
        size *= ratio;
    }

    let (mut rowstr, mut colidx, mut a) = (vec![0], Vec::new(), Vec::new());
    for row in rows {
        for (column, value) in row {
            colidx.push(column);
            a.push(value);
        }
        rowstr.push(a.len());
    }
    Matrix { rowstr, colidx, a }
}

/// A random vector with `nz` entries, at different places.
fn sprnvc(n: usize, nz: usize, nn1: usize, tran: &mut u64) -> Vec<(usize, f64)> {
    let mut vector: Vec<(usize, f64)> = Vec::new();
    while vector.len() < nz {
        let value = randlc(tran, A);
        let place = (nn1 as f64 * randlc(tran, A)) as usize;
        if place < n && vector.iter().all(|(i, _)| *i != place) {
            vector.push((place, value));
        }
    }
    vector
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let (n, niter) = size.pick((150, 2), (1400, 15));
    let (nonzer, shift) = (7, 10.0);
    let matrix = makea(n, nonzer, 0.1, shift);
    let seen = |(zeta, rnorm): (f64, f64)| [zeta.to_bits(), rnorm.to_bits()];
    let result = judge.compare(
        "NAS CG",
        format!("{n} rows"),
        &|| seen(plain::power_method(&matrix, shift, niter)),
        &|| seen(annotated::power_method(&matrix, shift, niter)),
    );
    if n == 1400 {
        let zeta = f64::from_bits(result[0]);
        judge.verify(
            "NAS CG, class S",
            close(zeta, 8.5971775078648, 1e-10),
            format!("zeta {zeta:.13}"),
        );
    }
}
