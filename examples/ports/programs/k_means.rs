//! k-means after Lloyd: every point to its nearest centroid, every centroid to the mean of its points.

use crate::judge::{Judge, Size, bits};

amorsize_tests_twin::pair! {
    /// At most so many rounds; gives the centroids and to which of them each point belongs. Flattened, `dim` numbers a point.
    #[amorsize::parallel]
    pub(crate) fn k_means(points: &[f64], dim: usize, k: usize, rounds: usize) -> (Vec<f64>, Vec<usize>) {
        let n = points.len() / dim;
        let mut centroids = points[..k * dim].to_vec();
        let mut nearest = vec![usize::MAX; n];
        for _ in 0..rounds {
            let mut moved = 0;
            #[parallel]
            for i in 0..n {
                let mut best = f64::INFINITY;
                let mut which = 0;
                for c in 0..k {
                    let mut distance = 0.0;
                    for d in 0..dim {
                        let delta = points[i * dim + d] - centroids[c * dim + d];
                        distance += delta * delta;
                    }
                    if distance < best {
                        best = distance;
                        which = c;
                    }
                }
                if nearest[i] != which {
                    nearest[i] = which;
                    moved += 1;
                }
            }
            if moved == 0 {
                break;
            }
            let mut sums = vec![0.0; k * dim];
            let mut counts = vec![0usize; k];
            #[parallel]
            for i in 0..n {
                let c = nearest[i];
                counts[c] += 1;
                for d in 0..dim {
                    sums[c * dim + d] += points[i * dim + d];
                }
            }
            #[parallel]
            for c in 0..k {
                for d in 0..dim {
                    if counts[c] > 0 {
                        centroids[c * dim + d] = sums[c * dim + d] / counts[c] as f64;
                    }
                }
            }
        }
        (centroids, nearest)
    }
}

fn clouds(n: usize, dim: usize) -> Vec<f64> {
    let mut state = 7u64;
    let mut random = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..n * dim)
        .map(|at| ((at / dim) % 5) as f64 + random())
        .collect()
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let (n, dim, k) = size.pick((200, 3, 4), (20_000, 8, 16));
    let points = clouds(n, dim);
    let seen = |(centroids, nearest): (Vec<f64>, Vec<usize>)| (bits(&centroids), nearest);
    judge.compare(
        "k-means",
        format!("{n} points"),
        &|| seen(plain::k_means(&points, dim, k, 10)),
        &|| seen(annotated::k_means(&points, dim, k, 10)),
    );
}
