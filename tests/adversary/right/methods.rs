//! Methods of own types with well-known names, captures, fields.

use std::collections::*;
use std::sync::atomic::*;

mod nested_fn {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            fn t2(x: i64) -> i64 {
                let mut t = 0;
                t += x;
                t
            }
            for x in xs {
                fn g(t: i64) -> i64 {
                    t * 2
                }
                t ^= g(t2(*x));
            }
            t
        }
    }
}

mod item_const_shadow {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            let k = 5;
            for x in xs {
                const k: i64 = 9;
                t ^= x + k;
            }
            t + k
        }
    }
}

mod use_shadow {
    #[allow(unused_imports)]
    use super::*;

    pub mod m {
        pub const k: i64 = 4;
        pub fn t() -> i64 {
            3
        }
    }

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut s = 0i64;
            let k = 5;
            let t = 3;
            for x in xs {
                use m::{k, t};
                s ^= x + k + t();
            }
            s + k + t
        }
    }
}

mod async_block {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0i64;
            let mut u = 0;
            for x in xs {
                t ^= x;
                let fut = async {
                    u ^= *x;
                    3
                };
                drop(fut);
            }
            (t, u)
        }
    }
}

mod const_block {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0i64;
            for x in xs {
                t ^= x + const {
                    let mut t = 0;
                    t += 4;
                    t
                };
            }
            t
        }
    }
}

mod match_shadow_i {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let mut out = vec![0; n + 2];
            for i in 0..n {
                match xs[i].unsigned_abs() as usize % (n + 1) {
                    0 => out[i] = 5,
                    i => out[i] = xs[i % n],
                }
            }
            out
        }
    }
}

mod closure_shadow_i {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let mut out = vec![0; n + 2];
            for i in 0..n {
                let g = |i: usize| xs[(i + 1) % n];
                out[i] = g(i) + (|i: i64| i * 2)(i as i64);
            }
            out
        }
    }
}

mod two_nests {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<i64>) {
            let mut c = 0i64;
            let mut v = vec![0; xs.len()];
            for i in 0..xs.len() {
                c ^= xs[i];
                v[i] = xs[i];
            }
            for i in 0..xs.len() {
                c ^= v[i] * 7;
                v[i] -= 1;
            }
            (c, v)
        }
    }
}

mod set_keeps_first {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Clone, Debug)]
    pub struct K(i64, i64);
    impl PartialEq for K {
        fn eq(&self, o: &K) -> bool {
            self.0 == o.0
        }
    }
    impl Eq for K {}
    impl std::hash::Hash for K {
        fn hash<H: std::hash::Hasher>(&self, h: &mut H) {
            self.0.hash(h)
        }
    }
    impl PartialOrd for K {
        fn partial_cmp(&self, o: &K) -> Option<std::cmp::Ordering> {
            Some(self.cmp(o))
        }
    }
    impl Ord for K {
        fn cmp(&self, o: &K) -> std::cmp::Ordering {
            self.0.cmp(&o.0)
        }
    }
    #[derive(Default, Clone)]
    pub struct BH;
    impl std::hash::BuildHasher for BH {
        type Hasher = std::collections::hash_map::DefaultHasher;
        fn build_hasher(&self) -> Self::Hasher {
            Default::default()
        }
    }

    twin! {
        fn f(xs: &[i64]) -> (Vec<K>, Vec<(K, i64)>, Vec<(K, i64)>, BTreeSet<K>, Vec<(K, i64)>, Vec<(K, Vec<i64>)>) {
            let mut s: HashSet<K, BH> = HashSet::default();
            let mut m: HashMap<K, i64, BH> = HashMap::default();
            let mut b = BTreeMap::new();
            let mut bs = BTreeSet::new();
            let mut e: HashMap<K, i64, BH> = HashMap::default();
            let mut g: HashMap<K, Vec<i64>, BH> = HashMap::default();
            for (i, x) in xs.iter().enumerate() {
                let k = K(x % 17, i as i64);
                s.insert(k.clone());
                m.insert(k.clone(), *x);
                b.insert(k.clone(), *x);
                bs.insert(k.clone());
                *e.entry(k.clone()).or_insert(3) ^= *x;
                g.entry(k).or_default().push(*x);
            }
            (
                s.into_iter().collect(),
                m.into_iter().collect(),
                b.into_iter().collect(),
                bs,
                e.into_iter().collect(),
                g.into_iter().collect(),
            )
        }
    }
}

mod user_push_deref {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug, Default)]
    pub struct Bag(Vec<i64>);
    impl Bag {
        pub fn push(&mut self, x: i64) {
            let n = self.0.len() as i64;
            self.0.push(x * n);
        }
    }
    impl std::ops::Deref for Bag {
        type Target = Vec<i64>;
        fn deref(&self) -> &Vec<i64> {
            &self.0
        }
    }
    impl std::ops::DerefMut for Bag {
        fn deref_mut(&mut self) -> &mut Vec<i64> {
            &mut self.0
        }
    }

    twin! {
        fn f(xs: &[i64]) -> (Bag, Bag) {
            let mut a = Bag::default();
            let mut b = Bag::default();
            for x in xs {
                a.push(*x);
                b.extend(vec![*x, 2]);
            }
            (a, b)
        }
    }
}

mod user_wrapping_add {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug, Default, Clone, Copy)]
    pub struct M(i64);
    impl M {
        pub fn wrapping_add(self, x: i64) -> M {
            M(self.0.wrapping_mul(3).wrapping_add(x))
        }
        pub fn max(self, x: i64) -> M {
            M(self.0 * 2 % 1001 - x)
        }
        pub fn min(self, x: M) -> M {
            M(x.0 * 2 % 1001 - self.0)
        }
    }

    twin! {
        fn f(xs: &[i64]) -> (M, M, M) {
            let mut a = M(0);
            let mut b = M(1);
            let mut c = M(2);
            for x in xs {
                a = a.wrapping_add(*x);
                b = b.max(*x);
                c = M(*x).min(c);
            }
            (a, b, c)
        }
    }
}

mod user_op_nonassoc {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug, Default, Clone, Copy)]
    pub struct M(i64);
    impl std::ops::AddAssign<i64> for M {
        fn add_assign(&mut self, x: i64) {
            self.0 = self.0.wrapping_mul(3).wrapping_add(x)
        }
    }
    impl std::ops::Add<i64> for M {
        type Output = M;
        fn add(self, x: i64) -> M {
            M(self.0.wrapping_mul(5).wrapping_sub(x))
        }
    }
    impl std::ops::BitXorAssign<i64> for M {
        fn bitxor_assign(&mut self, x: i64) {
            self.0 = self.0 / 2 + x
        }
    }
    impl std::ops::Add<M> for i64 {
        type Output = M;
        fn add(self, x: M) -> M {
            M(self - x.0.wrapping_mul(2))
        }
    }

    twin! {
        fn f(xs: &[i64]) -> (M, M, M, M) {
            let mut a = M(0);
            let mut b = M(1);
            let mut c = M(1);
            let mut d = M(4);
            for x in xs {
                a += *x;
                b = b + *x;
                c ^= *x;
                d = *x + d;
            }
            (a, b, c, d)
        }
    }
}

mod user_entry {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug, Default)]
    pub struct Mp(Vec<(i64, i64)>);
    pub struct E<'a>(&'a mut Mp, i64);
    impl Mp {
        pub fn entry(&mut self, k: i64) -> E<'_> {
            E(self, k)
        }
    }
    impl<'a> E<'a> {
        pub fn or_insert(self, v: i64) -> &'a mut i64 {
            let n = self.0.0.len() as i64;
            self.0.0.push((self.1, v + n));
            &mut self.0.0.last_mut().unwrap().1
        }
        pub fn or_default(self) -> &'a mut i64 {
            self.or_insert(0)
        }
    }

    twin! {
        fn f(xs: &[i64]) -> (Mp, Mp) {
            let mut a = Mp::default();
            let mut b = Mp::default();
            for x in xs {
                *a.entry(*x).or_insert(3) ^= *x;
                *b.entry(x % 3).or_default() += 1;
            }
            (a, b)
        }
    }
}

mod thread_local {
    #[allow(unused_imports)]
    use super::*;

    thread_local! { static T: std::cell::Cell<i64> = const { std::cell::Cell::new(0) }; }

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut s = 0;
            for x in xs {
                s ^= x;
                T.set(*x);
            }
            s
        }
    }
}

mod method_stmt2 {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug)]
    pub struct R(i64, Vec<i64>);
    impl R {
        pub fn step(&mut self, x: i64) -> i64 {
            self.0 = self.0 * 3 % 1001 + x;
            self.1.push(x);
            self.0
        }
    }

    twin! {
        fn f(xs: &[i64]) -> R {
            let mut r = R(5, vec![]);
            for x in xs {
                if *x > 3 {
                    r.step(*x + 1);
                }
                r.step(2);
            }
            r
        }
    }
}

mod fold_self {
    #[allow(unused_imports)]
    use super::*;

    pub struct A {
        t: i64,
        out: Vec<i64>,
        k: i64,
    }
    impl A {
        fn h(&self, x: i64) -> i64 {
            self.t ^ x
        }
    }
    #[derive(Debug)]
    pub struct B {
        t: i64,
        out: Vec<i64>,
        k: i64,
    }

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<i64>) {
            let mut a = A { t: 0, out: vec![0; xs.len()], k: 4 };
            for i in 0..xs.len() {
                a.t ^= xs[i] + a.k;
                a.out[i] = xs[i];
            }
            (a.t, a.out)
        }
    }
}

mod tuple_fields {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = (0i64, 1i64);
            for x in xs {
                t.0 ^= x;
                t.1 |= x;
            }
            t
        }
    }
}

mod hidden_names {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<i64>) {
            let head = 3;
            let piece = 4;
            let log = 5;
            let call = 6;
            let exit = 7;
            let value = 1;
            let operand0 = 9;
            let mut part = 0i64;
            let mut part_part = 1i64;
            let mut v = Vec::new();
            for x in xs {
                part ^= x + head + piece;
                part_part ^= log + call + exit + value + operand0 + x;
                v.push(head + call + log);
            }
            (part + part_part, v)
        }
    }
}

/// Two variables whose names end like those of the expansion, with kinds that start from different values.
mod names_of_parts {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64, i64, i64) {
            let mut part = -1i64;
            let mut part_part = 0i64;
            let mut part_kind = 0i64;
            let mut part_last = 0i64;
            for x in xs {
                part &= x | 5;
                part_part ^= x + 2;
                part_kind += 1;
                part_last = part_last.max(*x);
            }
            (part, part_part, part_kind, part_last)
        }
    }
}

mod raw_idents {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<i64>) {
            let mut r#type = 0i64;
            let mut r#match = vec![0; xs.len()];
            let r#in = 4;
            for r#fn in 0..xs.len() {
                r#type ^= xs[r#fn] + r#in;
                r#match[r#fn] = xs[r#fn];
            }
            (r#type, r#match)
        }
    }
}

mod heap {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut h = BinaryHeap::new();
            for x in xs {
                h.push(*x);
            }
            h.into_vec()
        }
    }
}

mod front {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (VecDeque<i64>, Vec<i64>) {
            let mut h = VecDeque::new();
            let mut v = vec![];
            for x in xs {
                h.push_front(*x);
                v.insert(0, *x);
            }
            (h, v)
        }
    }
}

mod vec_insert {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut v = vec![1, 2, 3];
            for (i, x) in xs.iter().enumerate() {
                v.insert(i % 3, *x);
                v.swap(0, 1);
                v.pop();
            }
            v
        }
    }
}

mod opt_insert {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Option<i64>, Option<i64>) {
            let mut v = None;
            let mut w = None;
            for x in xs {
                v.insert(*x);
                w.get_or_insert(*x);
            }
            (v, w)
        }
    }
}

mod update_in_cond {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0i64;
            let mut u = 0;
            for x in xs {
                if {
                    t ^= x;
                    *x > 3
                } && {
                    u |= x;
                    *x < 50
                } {
                    t ^= 1;
                }
            }
            (t, u)
        }
    }
}

mod update_in_arg {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<i64>) {
            let mut u = 0;
            let mut h = vec![];
            for x in xs {
                h.push({
                    u ^= x;
                    *x + 1
                });
            }
            (u, h)
        }
    }
}

mod closure_counter_capture {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut fs: Vec<Box<dyn Fn() -> i64 + Send>> = vec![];
            for i in 0..xs.len() {
                fs.push(Box::new(move || i as i64));
            }
            fs.iter().map(|f| f()).collect()
        }
    }
}

mod body_panic_prefix {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, Vec<i64>, i64, f64, bool) {
            let mut last = 0;
            let mut v = vec![];
            let mut o = 0;
            let mut s = 0.0;
            let r = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                for x in xs {
                    last = *x;
                    v.push(*x);
                    o ^= *x;
                    s += *x as f64 / 3.0;
                    assert!(*x < 130, "big {x}");
                    v.push(1);
                }
            }));
            (last, v, o, s, r.is_ok())
        }
    }
}

mod nested_std_macro_shadow_in_fn {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            macro_rules! assert {
                ($c:expr) => {
                    if !$c {
                        break;
                    }
                };
            }
            let mut s = 0;
            for x in xs {
                assert!(*x < 100);
                s ^= x;
            }
            s
        }
    }
}

mod assign_op_chain2 {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut a = 0;
            let mut b = 0;
            for x in xs {
                b = *x;
                a ^= {
                    b += 1;
                    b
                };
            }
            (a, b)
        }
    }
}

mod push_drop_exit {
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
        fn f(xs: &[i64]) -> (i64, usize) {
            let c = std::sync::Arc::new(AtomicI64::new(0));
            let mut v = vec![];
            for x in xs {
                v.push(D(*x, c.clone()));
            }
            let n = v.len();
            drop(v);
            (c.load(Ordering::Relaxed), n)
        }
    }
}

mod index_by_slot {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, usize) {
            let n = xs.len();
            let mut out = vec![0; n + 1];
            let mut k = 0;
            for i in 0..n {
                k = (i * 7) % (n + 1);
                out[k] = xs[i];
            }
            (out, k)
        }
    }
}

mod two_views_level {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, Vec<i64>) {
            let n = xs.len();
            let mut a = vec![0; n + 3];
            let mut b = vec![0; n];
            for (k, i) in (3..n + 3).enumerate() {
                a[i] = xs[k];
                b[k] = a[i] * 2;
            }
            (a, b)
        }
    }
}

mod two_views_same_level_rev {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, Vec<i64>) {
            let n = xs.len();
            let mut a = vec![0; n + 3];
            let mut b = vec![0; n];
            for (k, i) in (3..n + 3).rev().enumerate() {
                a[i] = xs[k];
                b[k] = a[i] * 2;
            }
            (a, b)
        }
    }
}

mod view_two_counters {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let mut a = vec![0; n + 3];
            for (k, i) in (3..n + 3).enumerate() {
                a[i] = 1;
                a[k] ^= 2;
            }
            a
        }
    }
}

mod view_nested_vec {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<Vec<i64>> {
            let n = xs.len();
            let mut a = vec![vec![0i64; 4]; n];
            for i in 0..n {
                for j in 0..4 {
                    a[i][j] = xs[i] + if j > 0 { a[i][j - 1] } else { 0 };
                }
                a[i].push(3);
                let m = a[i].len();
                a[i][m - 1] += 1;
            }
            a
        }
    }
}

mod view_swap_elem {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, Vec<i64>) {
            let n = xs.len();
            let mut a = xs.to_vec();
            let mut b = vec![5; n];
            for i in 0..n {
                std::mem::swap(&mut a[i], &mut b[i]);
            }
            (a, b)
        }
    }
}

mod view_swap_method {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let mut a = xs.to_vec();
            for i in 0..n {
                a.swap(i, n - 1 - i);
            }
            a
        }
    }
}

mod view_first {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut a = xs.to_vec();
            for i in 0..a.len() {
                a[0] ^= 5;
                a[i] ^= 1;
            }
            a
        }
    }
}

mod tail_ok_body {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut w = vec![];
            for x in xs {
                match x % 3 {
                    0 => {
                        if *x > 3 {
                            w.push(*x)
                        }
                    }
                    1 => {
                        for k in 0..2 {
                            w.push(k)
                        }
                    }
                    _ => w.push(7),
                }
            }
            w
        }
    }
}

mod raw_counter {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut v = xs.to_vec();
            for i in 0..v.len() {
                let r#i = v.len() - 1 - i;
                v[i] ^= 3 + r#i as i64;
            }
            v
        }
    }
}

mod raw_shadow_loop {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (i64, i64) {
            let mut t = 0;
            let mut u = 0;
            for x in xs {
                let mut r#t = *x;
                t += 1;
                u ^= r#t;
            }
            (t, u)
        }
    }
}

mod late_return {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t;
            t = 0;
            for x in xs {
                t = *x;
                if *x > 100 {
                    return t;
                }
            }
            t
        }
    }
}

mod mutclosure_temporary {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut t = 0;
            for x in xs {
                let mut g = |k: i64| t = k;
                g(*x);
            }
            t
        }
    }
}

mod op_string_add {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> String {
            let mut s = String::new();
            for x in xs {
                s = s + &x.to_string();
            }
            s
        }
    }
}

mod write_string {
    #[allow(unused_imports)]
    use super::*;

    use std::fmt::Write as _;

    twin! {
        fn f(xs: &[i64]) -> (String, usize) {
            let mut s = String::new();
            let mut n = 0;
            for x in xs {
                write!(s, "{x}:{n:?};", n = x + 1).unwrap();
                n ^= 1;
            }
            (s, n)
        }
    }
}
