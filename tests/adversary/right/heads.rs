//! Heads: ranges, partly used iterators, adapters in unusual orders.

mod step_by_0 {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            let z = xs.len() % 2;
            for x in xs.iter().step_by(z) {
                t ^= x;
            }
            t
        }
    }
}

mod step_by_0_late {
    #[allow(unused_imports)]
    use super::*;

    fn boom() -> usize {
        panic!("late")
    }

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            let z = xs.len() % 2;
            for x in xs.iter().step_by(z).skip(boom()) {
                t ^= x;
            }
            t
        }
    }
}

mod u8_inclusive {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, i64) {
            let mut out = vec![0; 256];
            let mut s = 0;
            for i in 0..=255u8 {
                out[i as usize] = i as i64 * xs.len() as i64;
                s ^= i as i64;
            }
            (out, s)
        }
    }
}

mod partial_iter {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut u = 0;
            let mut it = xs.iter();
            it.next();
            it.next_back();
            for x in it {
                u ^= x;
            }
            let mut it = xs.to_vec().into_iter();
            it.next();
            for x in it {
                u ^= x * 3;
            }
            u
        }
    }
}

mod partial_range {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut u = 0;
            let mut it = 0..xs.len();
            it.next();
            it.next_back();
            for x in it {
                u ^= x as i64;
            }
            let mut it = 0..=2u8;
            it.next();
            it.next();
            it.next();
            for x in it {
                u ^= x as i64 * 7;
            }
            u
        }
    }
}

mod enumerate_partial {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<usize> {
            let mut u = vec![];
            let mut it = xs.iter().enumerate();
            it.next();
            for (i, x) in it {
                u.push(i);
            }
            u
        }
    }
}

mod rev_var {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut u = vec![];
            let it = xs.iter().rev();
            for x in it {
                u.push(*x);
            }
            u
        }
    }
}

mod enum_rev_view {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut u = vec![0; xs.len()];
            for (i, x) in xs.iter().enumerate().rev().step_by(2) {
                u[i] += x;
            }
            u
        }
    }
}

mod rev_enum_view {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut u = vec![0; xs.len()];
            for (i, x) in xs.iter().rev().skip(1).enumerate().take(5) {
                u[i] += x;
            }
            u
        }
    }
}

mod zip_range_view {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut u = vec![0; xs.len() + 4];
            for (i, x) in (2..).zip(xs) {
                u[i] += x;
            }
            u
        }
    }
}

mod zip_range_view2 {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut u = vec![0; xs.len() + 4];
            for (i, x) in (2..20).zip(xs.iter().rev()) {
                u[i] += x;
            }
            u
        }
    }
}

mod zip_range_short {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut u = vec![0; 12];
            for (i, x) in (2..20).zip(xs.iter().rev()) {
                u[i] += x;
            }
            u
        }
    }
}

mod head_reads_sink {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, usize) {
            let mut n = xs.len() / 2;
            let mut u = vec![];
            for i in 0..n {
                n += 1;
                u.push(i as i64);
            }
            for i in 0..u.len() {
                u.push(i as i64);
            }
            (u, n)
        }
    }
}
