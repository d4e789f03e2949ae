//! NAS MG: V-cycles of multigrid for the Poisson equation on a periodic cube, with a residual in 27 points.

use super::nas::{A, vranlc};
use crate::judge::{Judge, Size, close};

/// A cube of `n` points along each edge, the first and the last of them copies of the other side. Flattened.
#[derive(Clone)]
pub(crate) struct Grid {
    n: usize,
    values: Vec<f64>,
}

impl Grid {
    fn new(level: usize) -> Grid {
        let n = (1 << level) + 2;
        Grid {
            n,
            values: vec![0.0; n * n * n],
        }
    }
}

/// The residual's coefficients by distance from the middle, and the smoother's for class S.
const RESIDUAL: [f64; 4] = [-8.0 / 3.0, 0.0, 1.0 / 6.0, 1.0 / 12.0];
const SMOOTHER: [f64; 4] = [-3.0 / 8.0, 1.0 / 32.0, -1.0 / 64.0, 0.0];

amorsize_tests_twin::pair! {
    /// `r = r - A u`; `r` comes holding the right side.
    #[amorsize::parallel]
    pub(crate) fn resid(u: &[f64], r: &mut [f64], n: usize, a: [f64; 4]) {
        let mut u1 = vec![0.0; n];
        let mut u2 = vec![0.0; n];
        #[parallel(local(u1 = vec![0.0; n], u2 = vec![0.0; n]))]
        for i3 in 1..n - 1 {
            for i2 in 1..n - 1 {
                for i1 in 0..n {
                    u1[i1] = u[(i3 * n + i2 - 1) * n + i1] + u[(i3 * n + i2 + 1) * n + i1]
                        + u[((i3 - 1) * n + i2) * n + i1] + u[((i3 + 1) * n + i2) * n + i1];
                    u2[i1] = u[((i3 - 1) * n + i2 - 1) * n + i1] + u[((i3 - 1) * n + i2 + 1) * n + i1]
                        + u[((i3 + 1) * n + i2 - 1) * n + i1] + u[((i3 + 1) * n + i2 + 1) * n + i1];
                }
                for i1 in 1..n - 1 {
                    r[(i3 * n + i2) * n + i1] = r[(i3 * n + i2) * n + i1]
                        - a[0] * u[(i3 * n + i2) * n + i1]
                        - a[2] * (u2[i1] + u1[i1 - 1] + u1[i1 + 1])
                        - a[3] * (u2[i1 - 1] + u2[i1 + 1]);
                }
            }
        }
        comm3(r, n);
    }

    /// `u = u + C r`: the smoother.
    #[amorsize::parallel]
    pub(crate) fn psinv(r: &[f64], u: &mut [f64], n: usize, c: [f64; 4]) {
        let mut r1 = vec![0.0; n];
        let mut r2 = vec![0.0; n];
        #[parallel(local(r1 = vec![0.0; n], r2 = vec![0.0; n]))]
        for i3 in 1..n - 1 {
            for i2 in 1..n - 1 {
                for i1 in 0..n {
                    r1[i1] = r[(i3 * n + i2 - 1) * n + i1] + r[(i3 * n + i2 + 1) * n + i1]
                        + r[((i3 - 1) * n + i2) * n + i1] + r[((i3 + 1) * n + i2) * n + i1];
                    r2[i1] = r[((i3 - 1) * n + i2 - 1) * n + i1] + r[((i3 - 1) * n + i2 + 1) * n + i1]
                        + r[((i3 + 1) * n + i2 - 1) * n + i1] + r[((i3 + 1) * n + i2 + 1) * n + i1];
                }
                for i1 in 1..n - 1 {
                    u[(i3 * n + i2) * n + i1] += c[0] * r[(i3 * n + i2) * n + i1]
                        + c[1] * (r[(i3 * n + i2) * n + i1 - 1] + r[(i3 * n + i2) * n + i1 + 1] + r1[i1])
                        + c[2] * (r2[i1] + r1[i1 - 1] + r1[i1 + 1]);
                }
            }
        }
        comm3(u, n);
    }

    /// From a fine grid to the next coarser one, by weights of 1/2, 1/4, 1/8 and 1/16.
    #[amorsize::parallel]
    pub(crate) fn rprj3(r: &[f64], m: usize, s: &mut [f64], n: usize) {
        let mut x1 = vec![0.0; m];
        let mut y1 = vec![0.0; m];
        let at = |i3: usize, i2: usize, i1: usize| r[(i3 * m + i2) * m + i1];
        let (mut x2, mut y2);
        #[parallel(local(x1 = vec![0.0; m], y1 = vec![0.0; m]))]
        for j3 in 1..n - 1 {
            let i3 = 2 * j3;
            for j2 in 1..n - 1 {
                let i2 = 2 * j2;
                for j1 in 1..n {
                    let i1 = 2 * j1 - 1;
                    x1[i1] = at(i3, i2 - 1, i1) + at(i3, i2 + 1, i1) + at(i3 - 1, i2, i1) + at(i3 + 1, i2, i1);
                    y1[i1] = at(i3 - 1, i2 - 1, i1) + at(i3 + 1, i2 - 1, i1) + at(i3 - 1, i2 + 1, i1) + at(i3 + 1, i2 + 1, i1);
                }
                for j1 in 1..n - 1 {
                    let i1 = 2 * j1;
                    y2 = at(i3 - 1, i2 - 1, i1) + at(i3 + 1, i2 - 1, i1) + at(i3 - 1, i2 + 1, i1) + at(i3 + 1, i2 + 1, i1);
                    x2 = at(i3, i2 - 1, i1) + at(i3, i2 + 1, i1) + at(i3 - 1, i2, i1) + at(i3 + 1, i2, i1);
                    s[(j3 * n + j2) * n + j1] = 0.5 * at(i3, i2, i1)
                        + 0.25 * (at(i3, i2, i1 - 1) + at(i3, i2, i1 + 1) + x2)
                        + 0.125 * (x1[i1 - 1] + x1[i1 + 1] + y2)
                        + 0.0625 * (y1[i1 - 1] + y1[i1 + 1]);
                }
            }
        }
        comm3(s, n);
    }

    /// From a coarse grid to the next finer one, trilinear, added up.
    #[amorsize::parallel]
    pub(crate) fn interp(z: &[f64], m: usize, u: &mut [f64], n: usize) {
        let mut z1 = vec![0.0; m];
        let mut z2 = vec![0.0; m];
        let mut z3 = vec![0.0; m];
        #[parallel(local(z1 = vec![0.0; m], z2 = vec![0.0; m], z3 = vec![0.0; m]))]
        for i3 in 0..m - 1 {
            for i2 in 0..m - 1 {
                for i1 in 0..m {
                    z1[i1] = z[(i3 * m + i2 + 1) * m + i1] + z[(i3 * m + i2) * m + i1];
                    z2[i1] = z[((i3 + 1) * m + i2) * m + i1] + z[(i3 * m + i2) * m + i1];
                    z3[i1] = z[((i3 + 1) * m + i2 + 1) * m + i1] + z[((i3 + 1) * m + i2) * m + i1] + z1[i1];
                }
                for i1 in 0..m - 1 {
                    u[((2 * i3) * n + 2 * i2) * n + 2 * i1] += z[(i3 * m + i2) * m + i1];
                    u[((2 * i3) * n + 2 * i2) * n + 2 * i1 + 1] += 0.5 * (z[(i3 * m + i2) * m + i1 + 1] + z[(i3 * m + i2) * m + i1]);
                }
                for i1 in 0..m - 1 {
                    u[((2 * i3) * n + 2 * i2 + 1) * n + 2 * i1] += 0.5 * z1[i1];
                    u[((2 * i3) * n + 2 * i2 + 1) * n + 2 * i1 + 1] += 0.25 * (z1[i1] + z1[i1 + 1]);
                }
                for i1 in 0..m - 1 {
                    u[((2 * i3 + 1) * n + 2 * i2) * n + 2 * i1] += 0.5 * z2[i1];
                    u[((2 * i3 + 1) * n + 2 * i2) * n + 2 * i1 + 1] += 0.25 * (z2[i1] + z2[i1 + 1]);
                }
                for i1 in 0..m - 1 {
                    u[((2 * i3 + 1) * n + 2 * i2 + 1) * n + 2 * i1] += 0.25 * z3[i1];
                    u[((2 * i3 + 1) * n + 2 * i2 + 1) * n + 2 * i1 + 1] += 0.125 * (z3[i1] + z3[i1 + 1]);
                }
            }
        }
    }

    /// The faces copied to the other side. Moves a few numbers, and across the planes: nothing to annotate.
    pub(crate) fn comm3(u: &mut [f64], n: usize) {
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
        let (plane, last) = (n * n, n - 1);
        for i in 0..plane {
            u[i] = u[(last - 1) * plane + i];
            u[last * plane + i] = u[plane + i];
        }
    }

    /// The root of the mean square, and the largest value.
    #[amorsize::parallel]
    pub(crate) fn norm2u3(r: &[f64], n: usize) -> (f64, f64) {
        let mut s = 0.0;
        let mut rnmu = 0.0;
        let mut a;
        for i3 in 1..n - 1 {
            for i2 in 1..n - 1 {
                for i1 in 1..n - 1 {
                    s += r[(i3 * n + i2) * n + i1] * r[(i3 * n + i2) * n + i1];
                    a = r[(i3 * n + i2) * n + i1].abs();
                    if a > rnmu {
                        rnmu = a;
                    }
                }
            }
        }
        let points = ((n - 2) * (n - 2) * (n - 2)) as f64;
        (f64::sqrt(s / points), rnmu)
    }

    /// The benchmark: as many V-cycles; both norms of the last residual.
    pub(crate) fn multigrid(v: &Grid, levels: usize, cycles: usize) -> (f64, f64) {
        let mut u: Vec<Grid> = (0..=levels).map(Grid::new).collect();
        let mut r = u.clone();
        let n = v.n;
        r[levels].values.copy_from_slice(&v.values);
        resid(&u[levels].values, &mut r[levels].values, n, RESIDUAL);
        for _ in 0..cycles {
            for k in (2..=levels).rev() {
                let (coarse, fine) = r.split_at_mut(k);
                let (m, n) = (fine[0].n, coarse[k - 1].n);
                rprj3(&fine[0].values, m, &mut coarse[k - 1].values, n);
            }
            u[1].values.fill(0.0);
            psinv(&r[1].values, &mut u[1].values, r[1].n, SMOOTHER);
            for k in 2..=levels {
                let (coarse, fine) = u.split_at_mut(k);
                let (m, n) = (coarse[k - 1].n, fine[0].n);
                if k < levels {
                    fine[0].values.fill(0.0);
                } else {
                    r[k].values.copy_from_slice(&v.values);
                }
                interp(&coarse[k - 1].values, m, &mut fine[0].values, n);
                resid(&fine[0].values, &mut r[k].values, n, RESIDUAL);
                psinv(&r[k].values, &mut fine[0].values, n, SMOOTHER);
            }
            r[levels].values.copy_from_slice(&v.values);
            resid(&u[levels].values, &mut r[levels].values, n, RESIDUAL);
        }
        norm2u3(&r[levels].values, n)
    }
}

/// The right side: +1 at the ten largest of random numbers, -1 at the ten smallest.
fn zran3(level: usize) -> Grid {
    let mut grid = Grid::new(level);
    let n = grid.n;
    let mut seed = 314_159_265;
    let mut found = Vec::new();
    let mut line = vec![0.0; n - 2];
    for i3 in 1..n - 1 {
        for i2 in 1..n - 1 {
            vranlc(&mut seed, A, &mut line);
            for (i1, value) in line.iter().enumerate() {
                found.push((*value, (i3 * n + i2) * n + i1 + 1));
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    for &(_, place) in &found[..10] {
        grid.values[place] = -1.0;
    }
    for &(_, place) in &found[found.len() - 10..] {
        grid.values[place] = 1.0;
    }
    plain::comm3(&mut grid.values, n);
    grid
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let levels = size.pick(3, 5);
    let v = zran3(levels);
    let seen = |(rnm2, rnmu): (f64, f64)| [rnm2.to_bits(), rnmu.to_bits()];
    let result = judge.compare(
        "NAS MG",
        format!("{0}^3 points", v.n - 2),
        &|| seen(plain::multigrid(&v, levels, 4)),
        &|| seen(annotated::multigrid(&v, levels, 4)),
    );
    if levels == 5 {
        let rnm2 = f64::from_bits(result[0]);
        judge.verify(
            "NAS MG, class S",
            close(rnm2, 0.5307707005734e-04, 1e-8),
            format!("norm {rnm2:.13e}"),
        );
    }
}
