//! The pseudorandom numbers of the NAS Parallel Benchmarks: `x[k+1] = a x[k] mod 2^46`, as numbers in (0, 1).

pub(crate) const A: u64 = 1_220_703_125; // 5^13

const MASK: u64 = (1 << 46) - 1;

/// The next seed and the number that it stands for. The low 46 bits of a product do not need its high ones.
pub(crate) fn randlc(x: &mut u64, a: u64) -> f64 {
    *x = x.wrapping_mul(a) & MASK;
    *x as f64 / (1u64 << 46) as f64
}

/// Fills a slice with the numbers that follow.
pub(crate) fn vranlc(x: &mut u64, a: u64, out: &mut [f64]) {
    for value in out {
        *value = randlc(x, a);
    }
}
