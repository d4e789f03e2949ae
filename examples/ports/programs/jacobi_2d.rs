//! PolyBench jacobi-2d: a five-point average, there and back.

use crate::judge::{Judge, Size, bits};

amorsize_tests_twin::pair! {
    #[amorsize::parallel]
    pub(crate) fn jacobi_2d(tsteps: usize, n: usize, a: &mut [Vec<f64>], b: &mut [Vec<f64>]) {
        for _ in 0..tsteps {
            #[parallel]
            for i in 1..n - 1 {
                for j in 1..n - 1 {
                    b[i][j] = 0.2 * (a[i][j] + a[i][j - 1] + a[i][1 + j] + a[1 + i][j] + a[i - 1][j]);
                }
            }
            #[parallel]
            for i in 1..n - 1 {
                for j in 1..n - 1 {
                    a[i][j] = 0.2 * (b[i][j] + b[i][j - 1] + b[i][1 + j] + b[1 + i][j] + b[i - 1][j]);
                }
            }
        }
    }
}

type Kernel = fn(usize, usize, &mut [Vec<f64>], &mut [Vec<f64>]);

fn whole(kernel: Kernel, tsteps: usize, n: usize) -> Vec<u64> {
    let start = |k: usize| -> Vec<Vec<f64>> {
        let value = |i: usize, j: usize| (i as f64 * (j + k) as f64 + k as f64) / n as f64;
        (0..n)
            .map(|i| (0..n).map(|j| value(i, j)).collect())
            .collect()
    };
    let (mut a, mut b) = (start(2), start(3));
    kernel(tsteps, n, &mut a, &mut b);
    bits(&a.concat())
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let (tsteps, n) = size.pick((3, 40), (20, 700));
    judge.compare(
        "PolyBench jacobi-2d",
        format!("{n} x {n}"),
        &|| whole(plain::jacobi_2d, tsteps, n),
        &|| whole(annotated::jacobi_2d, tsteps, n),
    );
}
