//! Variables of the body that are named as constants are, beside outer ones of the same name.

mod offset {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let K = 1;
            let n = xs.len();
            let mut out = vec![0; 3 * n + 5];
            for i in 0..n {
                let K = if xs[i] > 20 { 2 } else { 0 };
                out[i + K] = xs[i];
            }
            out[0] += K;
            out
        }
    }
}

mod offset_without_an_outer_one {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let mut out = vec![0; 2 * n + 1];
            for i in 0..n {
                let 数 = n - i;
                out[i + 数] = xs[i];
            }
            out
        }
    }
}

mod rows {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let W = 3;
            let n = xs.len();
            let mut out = vec![0; 9 * n + W];
            for i in 0..n {
                let W = if xs[i] > 20 { 2 } else { 1 };
                for J in 0..W {
                    out[i * W + J] += xs[i];
                }
            }
            out
        }
    }
}

mod value_of_return {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let K = 1;
            let mut t = 0;
            for x in xs {
                let K = x * 2;
                t ^= K;
                if *x > 130 {
                    return (K, 7);
                }
            }
            (t, K)
        }
    }
}

mod value_of_break {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Option<i64> {
            let K = 1;
            'a: {
                for x in xs {
                    let K = x * 2;
                    if *x > 130 {
                        break 'a Some(K);
                    }
                }
                Some(K)
            }
        }
    }
}

mod start_of_an_entry {
    use super::*;
    use std::collections::BTreeMap;

    twin! {
        fn f(xs: &[i64]) -> (BTreeMap<i64, i64>, BTreeMap<i64, Vec<i64>>, i64) {
            let K = 1;
            let V = vec![3];
            let mut sums = BTreeMap::new();
            let mut groups: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
            for x in xs {
                let K = *x;
                let V = vec![*x];
                *sums.entry(x % 5).or_insert(K) += 2;
                groups.entry(x % 5).or_insert(V).push(*x);
            }
            (sums, groups, K + V[0])
        }
    }
}

mod what_is_put_in_order {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, i64) {
            let K = 1;
            let A = 3;
            let mut v = vec![];
            for x in xs {
                let K = x * 2;
                let A = x + 1;
                amorsize::ordered! {
                    v.push(K);
                    if v.len() % 3 == 1 {
                        v.push(A + K);
                    }
                }
            }
            (v, K + A)
        }
    }
}

mod what_is_lent {
    use super::*;

    #[derive(Debug, Default)]
    pub struct Sink(Vec<i64>);
    impl Sink {
        fn put(&mut self, a: i64, b: &i64) -> Result<(), i64> {
            self.0.push(a + b);
            if a == 260 { Err(*b) } else { Ok(()) }
        }
    }

    twin! {
        fn f(xs: &[i64]) -> (Sink, Result<(), i64>) {
            let (K, A) = (1, 3);
            let mut sink = Sink::default();
            let mut go = || {
                for x in xs {
                    let K = x * 2;
                    let A = x + 1;
                    sink.put(K, &A).map_err(|e| e * A + K)?;
                    sink.put(A, &K).ok();
                }
                Err(K + A)
            };
            let end = go();
            (sink, end)
        }
    }
}

mod of_parameters_of_the_serial_arm {
    use super::*;

    #[derive(Clone, Default)]
    pub struct Inner {
        b: Vec<i64>,
    }
    #[derive(Clone, Default)]
    pub struct Outer {
        a_b: Vec<i64>,
        a: Inner,
        head: i64,
    }

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, Vec<i64>, Vec<i64>, i64) {
            let n = xs.len();
            let mut w = Outer { a_b: vec![0; n], a: Inner { b: vec![1; n] }, head: 0 };
            let mut w_a_b = xs.to_vec();
            let mut head = xs.to_vec();
            for i in 0..n {
                w.a_b[i] = xs[i] + 1;
                w.a.b[i] += xs[i] * 2;
                w_a_b[i] *= 3;
                head[i] ^= 5;
                w.head += xs[i];
            }
            w_a_b.extend(head);
            (w.a_b, w.a.b, w_a_b, w.head)
        }
    }
}

mod of_what_lies_behind_a_deref {
    use super::*;
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicI64, Ordering};

    pub static MADE: AtomicI64 = AtomicI64::new(0);
    pub struct Table {
        by: i64,
    }
    fn table() -> Table {
        MADE.fetch_add(1, Ordering::Relaxed);
        Table { by: 3 }
    }

    // Made once, and not at all for no items or where no item asks.
    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, i64) {
            let before = MADE.load(Ordering::Relaxed);
            let lazy: LazyLock<Table> = LazyLock::new(table);
            let mut out = vec![0; xs.len()];
            for i in 0..xs.len() {
                if xs[i] > 1_000_000 {
                    out[i] = xs[i] * lazy.by;
                }
            }
            (out, MADE.load(Ordering::Relaxed) - before)
        }
    }
}
