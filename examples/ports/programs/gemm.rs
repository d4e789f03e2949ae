//! PolyBench gemm: `C = alpha A B + beta C`, with flattened matrices.

use crate::judge::{Judge, Size, bits};

amorsize_tests_twin::pair! {
    #[amorsize::parallel]
    pub(crate) fn gemm(ni: usize, nj: usize, nk: usize, alpha: f64, beta: f64, c: &mut [f64], a: &[f64], b: &[f64]) {
        for i in 0..ni {
            for j in 0..nj {
                c[i * nj + j] *= beta;
            }
            for k in 0..nk {
                for j in 0..nj {
                    c[i * nj + j] += alpha * a[i * nk + k] * b[k * nj + j];
                }
            }
        }
    }
}

type Kernel = fn(usize, usize, usize, f64, f64, &mut [f64], &[f64], &[f64]);

fn whole(kernel: Kernel, ni: usize, nj: usize, nk: usize) -> Vec<u64> {
    let matrix = |rows: usize, columns: usize, add: usize| -> Vec<f64> {
        let value = |i: usize, j: usize| ((i * (j + add) + 1) % columns) as f64 / columns as f64;
        (0..rows * columns)
            .map(|at| value(at / columns, at % columns))
            .collect()
    };
    let (a, b) = (matrix(ni, nk, 1), matrix(nk, nj, 2));
    let mut c = matrix(ni, nj, 0);
    kernel(ni, nj, nk, 1.5, 1.2, &mut c, &a, &b);
    bits(&c)
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let (ni, nj, nk) = size.pick((20, 25, 30), (300, 330, 360));
    judge.compare(
        "PolyBench gemm",
        format!("{ni} x {nj} x {nk}"),
        &|| whole(plain::gemm, ni, nj, nk),
        &|| whole(annotated::gemm, ni, nj, nk),
    );
}
