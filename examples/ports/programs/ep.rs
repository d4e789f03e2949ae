//! NAS EP, "embarrassingly parallel": pairs of Gaussian deviates by the polar method, counted in square annuli.

use super::nas::{A, randlc, vranlc};
use crate::judge::{Judge, Size, bits, close};

/// Pairs of one batch: `2^MK`.
const MK: u32 = 16;
const NK: usize = 1 << MK;
const NQ: usize = 10;
const SEED: u64 = 271_828_183;

amorsize_tests_twin::pair! {
    /// `2^m` pairs: the sums of both deviates and the counts.
    #[amorsize::parallel]
    pub(crate) fn ep(m: u32) -> (f64, f64, [f64; NQ]) {
        let nn = 1u64 << (m - MK);
        let an = jump();
        let mut x = vec![0.0; 2 * NK];
        let mut q = [0.0; NQ];
        let mut sx = 0.0;
        let mut sy = 0.0;
        let (mut t1, mut t2, mut t3, mut t4);
        let mut x1;
        let mut x2;
        #[parallel(local(x = vec![0.0; 2 * NK]))]
        for k in 0..nn {
            let mut seed = start(k, an);
            vranlc(&mut seed, A, &mut x);
            for i in 0..NK {
                x1 = 2.0 * x[2 * i] - 1.0;
                x2 = 2.0 * x[2 * i + 1] - 1.0;
                t1 = x1 * x1 + x2 * x2;
                if t1 <= 1.0 {
                    t2 = f64::sqrt(-2.0 * f64::ln(t1) / t1);
                    t3 = x1 * t2;
                    t4 = x2 * t2;
                    let l = f64::max(f64::abs(t3), f64::abs(t4)) as usize;
                    q[l] += 1.0;
                    sx += t3;
                    sy += t4;
                }
            }
        }
        (sx, sy, q)
    }
}

/// `a^(2 NK)`: the step from batch to batch.
fn jump() -> u64 {
    let mut t = A;
    for _ in 0..=MK {
        let square = t;
        randlc(&mut t, square);
    }
    t
}

/// The seed of batch `k`, by binary powers.
fn start(k: u64, an: u64) -> u64 {
    let (mut seed, mut step, mut kk) = (SEED, an, k);
    while kk > 0 {
        if kk % 2 == 1 {
            randlc(&mut seed, step);
        }
        let square = step;
        randlc(&mut step, square);
        kk /= 2;
    }
    seed
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let m = size.pick(19, 24);
    let seen = |(sx, sy, q): (f64, f64, [f64; NQ])| (bits(&[sx, sy]), bits(&q));
    let (sums, counts) = judge.compare(
        "NAS EP",
        format!("2^{m} pairs"),
        &|| seen(plain::ep(m)),
        &|| seen(annotated::ep(m)),
    );
    if m == 24 {
        let (sx, sy) = (f64::from_bits(sums[0]), f64::from_bits(sums[1]));
        let gc: f64 = counts.iter().map(|c| f64::from_bits(*c)).sum();
        let good = close(sx, -3.247834652034740e3, 1e-8)
            && close(sy, -6.958407078382297e3, 1e-8)
            && gc == 13_176_389.0;
        judge.verify(
            "NAS EP, class S",
            good,
            format!("sums {sx:.9e} {sy:.9e}, {gc} pairs"),
        );
    }
}
