//! Ways out of a loop, and what is evaluated before them.

use std::collections::*;

mod dom_index_let_else {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; xs.len()];
            for i in 0..xs.len() {
                let Some(i) = xs.get(i).map(|x| (x.unsigned_abs() as usize) % xs.len()) else { continue };
                out[i] = xs[i];
            }
            out
        }
    }
}

mod let_else {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0i64;
            let mut n = 0;
            for x in xs {
                n ^= x;
                let Some(t2) = x.checked_sub(20).filter(|y| *y > 0) else {
                    if *x < -40 {
                        break;
                    }
                    continue;
                };
                t ^= t2;
            }
            (t, n)
        }
    }
}

mod if_let_chain {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0i64;
            let mut u = 3i64;
            for x in xs {
                if let Some(t) = x.checked_add(1)
                    && t > 50
                    && let Some(q) = t.checked_mul(2)
                {
                    u ^= q + t;
                } else {
                    t ^= *x;
                }
            }
            (t, u)
        }
    }
}

mod label_shadow {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            'a: for x in xs {
                'a: for y in 0..4 {
                    if x + y > 50 {
                        break 'a;
                    }
                    if y == 2 {
                        continue 'a;
                    }
                    t ^= x * 3 + y;
                }
                if *x > 140 {
                    break 'a;
                }
                t ^= 1 << 20;
            }
            t
        }
    }
}

mod loop_break_value {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0i64;
            let mut u = 9;
            let r = 'o: loop {
                for x in xs {
                    t ^= x;
                    if *x > 120 {
                        break 'o *x;
                    }
                    if *x == -50 {
                        break 'o u;
                    }
                }
                u = 4;
                break -1;
            };
            (r, t)
        }
    }
}

mod return_moves {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let v = vec![1, 2];
            for x in xs {
                if *x > 100 {
                    return v;
                }
            }
            vec![]
        }
    }
}

mod return_sink {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0i64;
            let k = 4;
            for x in xs {
                t ^= x;
                if *x > 100 {
                    return (t, k);
                }
            }
            (t, 0)
        }
    }
}

mod perm_try {
    #[allow(unused_imports)]
    use super::*;

    fn e(x: i64) -> Result<usize, String> {
        if x > 110 {
            Err("e".into())
        } else {
            Ok((x & 7) as usize)
        }
    }
    fn d(x: i64) -> Result<i64, String> {
        if x > 110 { Err("d".into()) } else { Ok(x) }
    }

    twin! {
        fn f(xs: &[i64]) -> Result<[i64; 8], String> {
            let mut o = [0; 8];
            for x in xs {
                o[e(*x)?] = d(*x)?;
            }
            Ok(o)
        }
    }
}

mod insert_try {
    #[allow(unused_imports)]
    use super::*;

    fn e(x: i64) -> Result<usize, String> {
        if x > 110 {
            Err("e".into())
        } else {
            Ok((x & 7) as usize)
        }
    }
    fn d(x: i64) -> Result<i64, String> {
        if x > 110 { Err("d".into()) } else { Ok(x) }
    }

    twin! {
        fn f(xs: &[i64]) -> Result<BTreeMap<usize, i64>, String> {
            let mut o = BTreeMap::new();
            for x in xs {
                o.insert(e(*x)?, d(*x)?);
            }
            Ok(o)
        }
    }
}

mod ret_mut_item {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Option<i64> {
            let mut v = xs.to_vec();
            fn find(v: &mut [i64]) -> Option<&mut i64> {
                None
            }
            for x in v.iter_mut() {
                if *x > 120 {
                    *x += 1;
                    return Some(*x);
                }
            }
            None
        }
    }
}

mod try_in_closure {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<Option<i64>> {
            let mut v = vec![];
            for x in xs {
                let g = || {
                    let y = x.checked_sub(3).filter(|y| *y > 0)?;
                    Some(y * 2)
                };
                v.push(g());
                v.push((|| {
                    if *x > 3 {
                        return None;
                    }
                    Some(1)
                })());
            }
            v
        }
    }
}

mod async_try {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut s = 0;
            for x in xs {
                s ^= x;
                let _f = async {
                    let y: i64 = x.checked_sub(3)?;
                    Some(y)
                };
            }
            s
        }
    }
}

mod op_block_continue {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<i64>) {
            let mut u = 0;
            let mut h = vec![];
            for x in xs {
                u ^= if *x > 100 {
                    break;
                } else if *x > 50 {
                    continue;
                } else {
                    *x
                };
                h.push(match x % 5 {
                    0 => continue,
                    y => y,
                });
            }
            (u, h)
        }
    }
}

mod exit_in_index {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> [i64; 4] {
            let mut h = [0; 4];
            for x in xs {
                h[if *x > 110 { break } else { (x & 3) as usize }] = *x;
            }
            h
        }
    }
}

mod while_inner_break_outer {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0i64;
            let mut n = 0;
            for x in xs {
                let mut k = *x;
                while k > 0 {
                    k -= 7;
                    if k == 3 {
                        break;
                    }
                    n ^= k;
                }
                loop {
                    if k < 10 {
                        break;
                    }
                    k -= 1;
                }
                t ^= k;
            }
            (t, n)
        }
    }
}

mod nested_sites {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<i64>) {
            let mut t = 0i64;
            let mut v = xs.to_vec();
            let mut r = 0;
            while r < 3 {
                for i in 0..v.len() {
                    v[i] ^= r;
                }
                for x in &v {
                    t ^= x;
                    if *x > 130 {
                        break;
                    }
                }
                r += 1;
            }
            (t, v)
        }
    }
}

mod closure_site {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let g = |k: i64| {
                let mut t = 0i64;
                for x in xs {
                    t ^= x * k;
                    if *x > 120 {
                        return t;
                    }
                }
                t + 1
            };
            g(1) + g(3)
        }
    }
}

mod closure_site_try {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Option<i64> {
            let g = |k: i64| -> Option<i64> {
                let mut t = 0i64;
                for x in xs {
                    t ^= x.checked_mul(k)?;
                    if *x > 120 {
                        return None;
                    }
                }
                Some(t)
            };
            g(1).or(g(2))
        }
    }
}

mod closure_site_capture {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            let mut g = |k: i64| {
                for x in xs {
                    t ^= x * k;
                }
            };
            g(1);
            g(3);
            t
        }
    }
}

mod block_site_value {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            let u = {
                for x in xs {
                    t ^= x;
                }
                t * 2
            };
            match u % 2 {
                0 => {
                    for x in xs {
                        t |= x;
                    }
                }
                _ => {
                    for x in xs {
                        t &= x;
                    }
                }
            }
            t
        }
    }
}

mod replay_let_underscore {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug, Default)]
    pub struct W(Vec<i64>);
    impl W {
        pub fn put(&mut self, x: i64) -> Result<(), String> {
            if self.0.len() > 5 {
                return Err(format!("full {x}"));
            }
            self.0.push(x);
            Ok(())
        }
    }

    twin! {
        fn f(xs: &[i64]) -> W {
            let mut w = W::default();
            for x in xs {
                let _ = w.put(*x);
                let _ = w.put(1);
            }
            w
        }
    }
}

mod replay_break_private {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, f64, i64) {
            let mut v = vec![];
            let mut s = 0.0;
            let mut n = 0;
            for x in xs {
                v.push(*x);
                s += *x as f64 / 3.0;
                if *x > 100 {
                    break;
                }
                n += 1;
                v.push(-1);
            }
            (v, s, n)
        }
    }
}
