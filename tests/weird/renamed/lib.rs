//! A crate of edition 2021 that knows amorsize as `speed`, and hands it on under a third name.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::pedantic)]

/// What a crate in between would re-export.
pub mod prelude {
    pub use speed as hurry;
}

/// By the name in the manifest.
#[speed::parallel(crate = speed)]
#[must_use]
pub fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        total ^= x;
    }
    total
}

/// By a path of this crate, as text.
#[prelude::hurry::parallel(crate = "crate::prelude::hurry", name = "double")]
pub fn double(xs: &[u64], out: &mut [u64]) {
    for i in 0..xs.len().min(out.len()) {
        out[i] = xs[i] * 2;
    }
}

/// A companion, which names the crate in its signature.
#[speed::parallel(map, crate = speed)]
#[must_use]
pub fn length(word: &str) -> usize {
    word.len()
}

/// Markers by the other name.
///
/// # Errors
/// The first number that is too big.
#[speed::parallel(crate = speed)]
pub fn checked(xs: &[u64], limit: u64) -> Result<Vec<u64>, u64> {
    let mut out = Vec::new();
    #[speed::parallel(schedule = "guided")]
    for x in xs {
        if *x > limit {
            return Err(*x);
        }
        out.push(x + 1);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use speed::{with_mode, Mode};

    #[test]
    fn same_under_any_name() {
        let xs: Vec<u64> = (0..1000).map(|x| x * 7 % 101).collect();
        for mode in [Mode::Serial, Mode::Auto, Mode::Parallel] {
            with_mode(mode, || {
                assert_eq!(super::sum(&xs), xs.iter().fold(0, |a, b| a ^ b));
                let mut out = vec![0; 1000];
                super::double(&xs, &mut out);
                assert!(out.iter().zip(&xs).all(|(o, x)| *o == x * 2));
                assert_eq!(super::length_map(["a", "bcd", ""]), [1, 3, 0]);
                assert_eq!(super::checked(&xs, 99), Err(100));
                assert_eq!(super::checked(&xs, 101).map(|v| v.len()), Ok(1000));
            });
        }
    }
}
