//! The stencil of the Parallel Research Kernels: a star of radius 2 that takes the divergence of a linear field.

use crate::judge::{Judge, Size, bits, close};

const RADIUS: usize = 2;

/// The star's weights, by row and column around the middle.
type Weights = [[f64; 2 * RADIUS + 1]; 2 * RADIUS + 1];

amorsize_tests_twin::pair! {
    #[amorsize::parallel]
    pub(crate) fn stencil(n: usize, iterations: usize, weight: &Weights, input: &mut [f64], output: &mut [f64]) -> f64 {
        for _ in 0..=iterations {
            #[parallel]
            for i in RADIUS..n - RADIUS {
                for j in RADIUS..n - RADIUS {
                    for jj in 0..=2 * RADIUS {
                        output[i * n + j] += weight[RADIUS][jj] * input[i * n + j + jj - RADIUS];
                    }
                    for ii in 0..RADIUS {
                        output[i * n + j] += weight[ii][RADIUS] * input[(i + ii - RADIUS) * n + j];
                    }
                    for ii in RADIUS + 1..=2 * RADIUS {
                        output[i * n + j] += weight[ii][RADIUS] * input[(i + ii - RADIUS) * n + j];
                    }
                }
            }
            #[parallel]
            for i in 0..n {
                for j in 0..n {
                    input[i * n + j] += 1.0;
                }
            }
        }
        let mut norm = 0.0;
        #[parallel]
        for i in RADIUS..n - RADIUS {
            for j in RADIUS..n - RADIUS {
                norm += output[i * n + j].abs();
            }
        }
        norm / ((n - 2 * RADIUS) * (n - 2 * RADIUS)) as f64
    }
}

type Kernel = fn(usize, usize, &Weights, &mut [f64], &mut [f64]) -> f64;

fn whole(kernel: Kernel, n: usize, iterations: usize) -> (Vec<u64>, u64) {
    let mut weight = [[0.0; 2 * RADIUS + 1]; 2 * RADIUS + 1];
    for distance in 1..=RADIUS {
        let w = 1.0 / (2 * distance * RADIUS) as f64;
        weight[RADIUS][RADIUS + distance] = w;
        weight[RADIUS + distance][RADIUS] = w;
        weight[RADIUS][RADIUS - distance] = -w;
        weight[RADIUS - distance][RADIUS] = -w;
    }
    let mut input: Vec<f64> = (0..n * n).map(|at| (at / n + at % n) as f64).collect();
    let mut output = vec![0.0; n * n];
    let norm = kernel(n, iterations, &weight, &mut input, &mut output);
    (bits(&output), norm.to_bits())
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let (n, iterations) = size.pick((40, 2), (600, 10));
    let (_, norm) = judge.compare(
        "PRK stencil",
        format!("{n} x {n}"),
        &|| whole(plain::stencil, n, iterations),
        &|| whole(annotated::stencil, n, iterations),
    );
    let (norm, expected) = (f64::from_bits(norm), 2.0 * (iterations + 1) as f64);
    judge.verify(
        "PRK stencil",
        close(norm, expected, 1e-8),
        format!("norm {norm:.6}"),
    );
}
