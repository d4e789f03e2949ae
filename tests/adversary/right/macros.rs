//! Macros, hygiene and names that hide one another.

use std::sync::atomic::*;
mod macro_shadow_counter {
    #[allow(unused_imports)]
    use super::*;

    macro_rules! shift {
        ($i:ident, $n:expr) => {
            let $i = ($i + 1) % $n;
        };
    }

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let mut out = vec![0; n];
            for i in 0..n {
                shift!(i, n);
                out[i] = xs[i] + i as i64;
            }
            out
        }
    }
}

mod macro_shadow_offset {
    #[allow(unused_imports)]
    use super::*;

    macro_rules! shift {
        ($i:ident) => {
            let $i = 0;
        };
    }

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let lo = 2usize;
            let mut out = vec![0; n + 5];
            for i in 0..n {
                shift!(lo);
                out[i + lo] = xs[i];
            }
            out
        }
    }
}

mod hygiene_items2 {
    #[allow(unused_imports)]
    use super::*;

    macro_rules! mk { ($i:ident) => {

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> { let n = xs.len(); let mut out = vec![0; n]; for (i, $i) in (0..n).rev().enumerate() { out[i] = $i as i64; } out }
    }

    } }
    mk!(i);
}

mod hygiene_items3 {
    #[allow(unused_imports)]
    use super::*;

    macro_rules! mk { ($i:ident) => {

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> { let n = xs.len(); let mut out = vec![0; n]; for i in 0..n { let $i = (i + 1) % n; out[$i] = i as i64; } out }
    }

    } }
    mk!(i);
}

mod hygiene_outer {
    #[allow(unused_imports)]
    use super::*;

    macro_rules! mk { ($t:ident) => {

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) { let mut t = 0i64; let mut $t = 100i64; for x in xs { t += x; $t -= x; } (t, $t) }
    }

    } }
    mk!(t);
}

mod macro_in_fn_break {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            macro_rules! stop {
                ($c:expr) => {
                    if $c > 100 {
                        break;
                    }
                };
            }
            for x in xs {
                stop!(*x);
                t ^= x;
            }
            t
        }
    }
}

mod macro_in_fn_continue {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            macro_rules! stop {
                ($c:expr) => {
                    if $c > 100 {
                        continue;
                    }
                };
            }
            for x in xs {
                stop!(*x);
                t ^= x;
            }
            t
        }
    }
}

mod macro_inner_loop_break {
    #[allow(unused_imports)]
    use super::*;

    macro_rules! stop {
        ($c:expr) => {
            if $c > 100 {
                break;
            }
        };
    }

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            for x in xs {
                for k in 0..3 {
                    stop!(*x);
                    t ^= x + k;
                }
            }
            t
        }
    }
}

mod fmt_capture_shadow {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<String>) {
            let mut total = 0i64;
            let mut v = vec![];
            for x in xs {
                total ^= x;
                {
                    let total = x + 1;
                    v.push(format!("{total:>5} {total:?}"));
                }
            }
            (total, v)
        }
    }
}

mod fmt_capture_slot {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<String>) {
            let mut t = 0i64;
            let mut v = vec![];
            let w = 7;
            for x in xs {
                t = x + 1;
                v.push(format!("{t:>w$} {t:?} {0}", t + 1));
            }
            (t, v)
        }
    }
}

mod item_macro_late {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t;
            t = 30i64;
            let mut u = 0;
            for x in xs {
                t = *x / 2;
                u ^= std::cmp::max(t, 3);
                assert!(t <= *x || *x < 0, "{t}");
                u ^= vec![t; 3][1];
                u ^= if let y @ 3.. = t { y } else { 0 };
            }
            u
        }
    }
}

mod macro_assert_eq_break {
    #[allow(unused_imports)]
    use super::*;

    macro_rules! assert_eq {
        ($a:expr, $b:expr) => {
            if $a != $b {
                continue;
            }
        };
    }

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut s = 0;
            for x in xs {
                assert_eq!(x % 2, 0);
                s ^= x;
            }
            s
        }
    }
}

mod macro_println_mut {
    #[allow(unused_imports)]
    use super::*;

    static N: AtomicI64 = AtomicI64::new(0);
    macro_rules! println {
        ($($a:tt)*) => {
            N.fetch_add(1, Ordering::Relaxed)
        };
    }

    twin! {
        fn f(xs: &[i64]) -> i64 {
            N.store(0, Ordering::Relaxed);
            let mut s = 0;
            for x in xs {
                s ^= x;
                if *x > 100 {
                    println!("{}", x);
                }
            }
            N.load(Ordering::Relaxed) + s
        }
    }
}

mod macro_type_pos {
    #[allow(unused_imports)]
    use super::*;

    macro_rules! ty {
        () => {
            [i64; 2]
        };
    }

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut s = 0;
            for x in xs {
                let z: ty!() = [*x, 1];
                s ^= z[0] + z[1];
            }
            s
        }
    }
}

mod cfg_head {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut s = 0;
            for x in {
                #[cfg(any())]
                {
                    &xs[1..]
                }
                #[cfg(not(any()))]
                {
                    xs
                }
            } {
                s ^= x;
            }
            s
        }
    }
}

mod cfg_before_loop {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut s = 0;
            let mut t = 0;
            #[cfg(any())]
            let t = 5;
            for x in xs {
                s ^= x;
                t ^= 3;
            }
            (s, t)
        }
    }
}

mod cfg_before_loop2 {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut s = 0;
            let mut t;
            t = 9;
            #[cfg(any())]
            let mut t;
            for x in xs {
                t = *x;
                s ^= t;
            }
            (s, t)
        }
    }
}
