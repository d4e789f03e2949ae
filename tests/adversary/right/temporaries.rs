//! Outer variables that an iteration assigns before it reads them, and those it does not.

use std::sync::atomic::*;
mod tmp_some_paths2 {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = -7;
            let mut s = 0i64;
            for x in xs {
                if *x > 30 {
                    t = x * 2;
                    s ^= t;
                } else if *x == 0 {
                    t = 1;
                }
            }
            (t, s)
        }
    }
}

mod tmp_read_after_break {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = -7;
            let mut u = 0;
            for x in xs {
                t = *x;
                if t > 100 {
                    break;
                }
                u = t * 2;
            }
            (t, u)
        }
    }
}

mod tmp_continue {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = -7;
            let mut s = 0i64;
            for x in xs {
                if *x > 3 {
                    continue;
                } else {
                    t = *x;
                }
                s ^= t;
            }
            (t, s)
        }
    }
}

mod tmp_while_cond {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0;
            let mut s = 0i64;
            for x in xs {
                let mut k = 0;
                while {
                    t = x + k;
                    k += 1;
                    t < 10 && k < 5
                } {
                    s ^= t;
                }
                s ^= t;
            }
            (t, s)
        }
    }
}

mod tmp_match {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0;
            let mut s = 0i64;
            for x in xs {
                match x % 3 {
                    0 => t = 1,
                    1 => t = *x,
                    _ => continue,
                }
                s ^= t;
            }
            (t, s)
        }
    }
}

mod tmp_compound {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0;
            let mut s = 0i64;
            for x in xs {
                t = *x;
                t += 2;
                t *= 3;
                s ^= t;
            }
            (t, s)
        }
    }
}

mod slot_borrowed {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Option<i64>, Option<usize>) {
            let mut last = None;
            let mut lasti = None;
            for (i, x) in xs.iter().enumerate() {
                if *x > 100 {
                    last = Some(x);
                    lasti = Some(i);
                }
            }
            (last.copied(), lasti)
        }
    }
}

mod slot_string {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (String, Vec<usize>) {
            let mut t = String::new();
            let mut v = vec![];
            for x in xs {
                t = format!("{x}");
                t.push('a');
                v.push(t.len());
            }
            (t, v)
        }
    }
}

mod slot_vec {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, Vec<i64>) {
            let mut t = Vec::new();
            let mut v = vec![];
            for x in xs {
                t = vec![*x];
                t.push(3);
                t[0] += 1;
                v.push(t.iter().sum());
            }
            (t, v)
        }
    }
}

mod slot_uninit {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut t;
            let mut v = vec![];
            for x in xs {
                t = x * 2;
                v.push(t);
            }
            v
        }
    }
}

mod guard_continue {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut u = 0;
            for x in xs {
                match x {
                    y if {
                        if *y > 100 {
                            continue;
                        }
                        *y > 4
                    } =>
                    {
                        u ^= 1 + y
                    }
                    _ => u ^= 3,
                }
            }
            u
        }
    }
}

mod guard_print {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut u = 0;
            for x in xs {
                match x {
                    y if {
                        eprint!("");
                        *y > 4
                    } =>
                    {
                        u ^= 1 + y
                    }
                    _ => u ^= 3,
                }
            }
            u
        }
    }
}

mod nested_closure_late {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t;
            t = 30i64;
            let mut u = 0;
            for x in xs {
                t = *x / 2;
                let g = |k: i64| k + t;
                u ^= g(3);
            }
            u
        }
    }
}

mod pat_const_late {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t;
            t = 30i64;
            let mut u = 0;
            for x in xs {
                t = *x / 2;
                u ^= match t {
                    0..=20 => t,
                    21 | 22 => 3,
                    y => y + t,
                };
                let [a, b] = [t, *x];
                u ^= a - b;
                struct P {
                    t: i64,
                }
                let p = P { t };
                let P { t: q } = p;
                u ^= q;
            }
            u
        }
    }
}

mod let_type_late {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t;
            t = 30usize;
            let mut u = 0;
            for x in xs {
                t = x.unsigned_abs() as usize;
                let z: [u8; 3] = [1; 3];
                u ^= z[t % 3] as i64;
                let s = &xs[..t.min(xs.len())];
                u ^= s.len() as i64;
                u ^= (t..t + 3).map(|k| k as i64 * t as i64).sum::<i64>();
            }
            u
        }
    }
}

mod slot_with_label_continue {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0;
            let mut u = 0;
            'a: for x in xs {
                for k in 0..3 {
                    if x + k > 100 {
                        continue 'a;
                    }
                    t = k;
                }
                if *x < -40 {
                    break 'a;
                }
                t = x + 1;
                u ^= t;
            }
            (t, u)
        }
    }
}

mod slot_closure_write_then_read {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut a = 0;
            let mut b = 0;
            for x in xs {
                a = 1;
                let mut g = || {
                    a += *x;
                };
                g();
                g();
                b ^= a;
            }
            (a, b)
        }
    }
}

mod slot_ref_held {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut a = 0;
            let mut b = 0;
            for x in xs {
                a = *x;
                let r = &a;
                b ^= *r;
                a = b_of(*r);
            }
            (a, b)
        }
    }

    fn b_of(x: i64) -> i64 {
        x * 3
    }
}

mod slot_break_mid {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64, i64) {
            let mut a = 0;
            let mut b = 5;
            let mut c = 0;
            for x in xs {
                a = *x;
                if *x > 120 {
                    b = 77;
                    break;
                }
                c ^= a;
                if *x < -30 {
                    continue;
                }
                b = a * 2;
            }
            (a, b, c)
        }
    }
}

mod slot_drop_values {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug)]
    pub struct D(i64, std::sync::Arc<AtomicI64>);
    impl Drop for D {
        fn drop(&mut self) {
            self.1.fetch_add(self.0, Ordering::Relaxed);
        }
    }

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let c = std::sync::Arc::new(AtomicI64::new(0));
            let mut a = D(1000, c.clone());
            for x in xs {
                a = D(*x, c.clone());
            }
            let before = c.load(Ordering::Relaxed);
            (before, a.0)
        }
    }
}
