//! PolyBench correlation: the correlation matrix of the columns of a table.

use crate::judge::{Judge, Size, bits};

amorsize_tests_twin::pair! {
    #[amorsize::parallel]
    pub(crate) fn correlation(m: usize, n: usize, data: &mut [Vec<f64>], corr: &mut [Vec<f64>], mean: &mut [f64], stddev: &mut [f64]) {
        let float_n = n as f64;
        let eps = 0.1;
        for j in 0..m {
            mean[j] = 0.0;
            for i in 0..n {
                mean[j] += data[i][j];
            }
            mean[j] /= float_n;
        }
        for j in 0..m {
            stddev[j] = 0.0;
            for i in 0..n {
                stddev[j] += (data[i][j] - mean[j]) * (data[i][j] - mean[j]);
            }
            stddev[j] /= float_n;
            stddev[j] = stddev[j].sqrt();
            // Nearly equal values would give a division by almost nothing.
            stddev[j] = if stddev[j] <= eps { 1.0 } else { stddev[j] };
        }
        for i in 0..n {
            for j in 0..m {
                data[i][j] -= mean[j];
                data[i][j] /= float_n.sqrt() * stddev[j];
            }
        }
        for i in 0..m - 1 {
            corr[i][i] = 1.0;
            for j in i + 1..m {
                corr[i][j] = 0.0;
                for k in 0..n {
                    corr[i][j] += data[k][i] * data[k][j];
                }
                corr[j][i] = corr[i][j];
            }
        }
        corr[m - 1][m - 1] = 1.0;
    }
}

type Kernel = fn(usize, usize, &mut [Vec<f64>], &mut [Vec<f64>], &mut [f64], &mut [f64]);

fn whole(kernel: Kernel, m: usize, n: usize) -> Vec<u64> {
    let value = |i: usize, j: usize| (i * j) as f64 / m as f64 + i as f64;
    let mut data: Vec<Vec<f64>> = (0..n)
        .map(|i| (0..m).map(|j| value(i, j)).collect())
        .collect();
    let mut corr = vec![vec![0.0; m]; m];
    let (mut mean, mut stddev) = (vec![0.0; m], vec![0.0; m]);
    kernel(m, n, &mut data, &mut corr, &mut mean, &mut stddev);
    bits(&corr.concat())
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let (m, n) = size.pick((20, 25), (240, 260));
    judge.compare(
        "PolyBench correlation",
        format!("{n} rows of {m}"),
        &|| whole(plain::correlation, m, n),
        &|| whole(annotated::correlation, m, n),
    );
}
