//! Overflow at the exact iteration, and operators without an identity.

mod overflow_exact {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i8 {
            let mut c = 0i8;
            for x in xs {
                c += *x as i8;
            }
            c
        }
    }
}

mod overflow_exact_mix {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> u32 {
            let mut c = 100u32;
            for x in xs {
                if *x > 0 { c += *x as u32 } else { c -= x.unsigned_abs() as u32 * 3 }
            }
            c
        }
    }
}

mod and_assign {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (bool, bool) {
            let mut a = true;
            let mut b = false;
            for x in xs {
                a &= *x > -40;
                b |= *x == 77;
            }
            (a, b)
        }
    }
}

mod div_shift {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64, i64, f64) {
            let mut a = i64::MAX;
            let mut b = 12345i64;
            let mut c = 1 << 40;
            let mut d = 1e9f64;
            for x in xs {
                a /= x | 1;
                b %= x | 64;
                c >>= (x & 1) as u32;
                d /= 1.0 + (*x as f64) / 777.0;
            }
            (a, b, c, d)
        }
    }
}

mod div_zero {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut a = i64::MAX;
            for x in xs {
                a /= x & 15;
            }
            a
        }
    }
}

mod float_minmax {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (u64, u64, u64) {
            let mut a = f64::NAN;
            let mut b = -0.0f64;
            let mut c = 0.0;
            for x in xs {
                let y = (*x as f64) / ((x & 1) as f64 * 0.0 + 1.0);
                a = a.min(y);
                b = f64::max(b, y * 0.0);
                c += y / 3.0;
            }
            (a.to_bits(), b.to_bits(), c.to_bits())
        }
    }
}
