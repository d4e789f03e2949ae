//! The search for a best value and what only looks like it.

mod best_impure {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut b = 1000;
            for (i, x) in xs.iter().enumerate() {
                if g(*x, i) < b {
                    b = g(*x, i);
                }
            }
            b
        }
    }

    fn g(x: i64, i: usize) -> i64 {
        x * 3 - i as i64
    }
}

mod best_le_ties {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, usize, i64, usize) {
            let mut b = 1000;
            let mut bi = 0;
            let mut c = 1000;
            let mut ci = 0;
            for (i, x) in xs.iter().enumerate() {
                let k = x % 3;
                if k <= b {
                    b = k;
                    bi = i;
                }
                if c > k {
                    ci = i;
                    c = k;
                }
            }
            (b, bi, c, ci)
        }
    }
}

mod best_chain_and {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, usize) {
            let mut b = 1000;
            let mut w = 0;
            for (i, x) in xs.iter().enumerate() {
                if i > 1 && *x < b && *x > -20 {
                    b = *x;
                    w = i;
                }
            }
            (b, w)
        }
    }
}
