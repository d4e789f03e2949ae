// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut out = vec![0; xs.len()];
        for i in 0..xs.len() {
            #[cfg(target_arch = "x86_64")]
            let by = 3;
            #[cfg(target_arch = "aarch64")]
            let by = 5;
            #[cfg(target_arch = "riscv64")]
            let by = 7;
            #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
            let by = 11;
            #[cfg(debug_assertions)]
            let by = by + 1;
            #[cfg(not(debug_assertions))]
            {
                out[0] = 9;
            }
            out[i] = xs[i] * by;
        }
        out
    }
}
