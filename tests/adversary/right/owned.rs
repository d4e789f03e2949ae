//! Bodies with inner loops that own elements: they become functions of what the item owns and of what they only read.

use std::fmt::Debug;
use std::ops::Index;

mod goes_on_from_inside {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; xs.len()];
            'items: for i in 0..xs.len() {
                if xs[i] % 5 == 0 { continue; }
                'inner: for j in 0..=i {
                    if xs[j] == 13 { continue 'inner; }
                    if xs[j] < -40 { continue 'items; }
                    for k in 0..3 {
                        if k == 2 { continue; }
                        if xs[j] > 140 { break 'inner; }
                        out[i] += xs[j] * k;
                    }
                }
                out[i] ^= 1;
            }
            out
        }
    }
}

mod labels_that_shadow {
    #![allow(unused_labels)]
    #[allow(unused_imports)]
    use super::*;

    twin! {
        #[allow(unused_labels)]
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; xs.len()];
            'a: for i in 0..xs.len() {
                'b: for j in 0..3 {
                    let twice = || { let mut n = 0; 'a: loop { n += 1; if n > 3 { break 'a; } continue 'a; } n };
                    out[i] += xs[i] + j + twice();
                    if xs[i] == 3 { continue 'a; }
                    continue 'b;
                }
                out[i] -= 1;
            }
            out
        }
    }
}

mod what_is_lent_outlives_the_item {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> String {
            let names = ["none", "one", "two"];
            let owned = vec!["even".to_string(), "odd".to_string()];
            let borrowed = &owned;
            let (mut out, mut seen, mut last) = (vec![0; xs.len()], Vec::new(), names[0]);
            for i in 0..xs.len() {
                for k in 0..3 {
                    if xs[i] % 3 == k as i64 {
                        seen.push(&names[k]);
                        last = &borrowed[k % 2];
                        out[i] += names[k].len() + borrowed[k % 2].len();
                    }
                }
            }
            format!("{out:?} {seen:?} {last}")
        }
    }
}

mod closures_that_take_it_along {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let (by, mut out, mut made) = (xs.len() as i64, vec![0; xs.len()], Vec::<Box<dyn Fn(i64) -> i64 + Send>>::new());
            for i in 0..xs.len() {
                for k in 0..2 {
                    out[i] += by * k;
                    made.push(Box::new(move |x| x * by + k));
                }
            }
            drop(out);
            made.iter().map(|f| f(3)).collect()
        }
    }
}

mod its_type_is_said_behind_the_loop {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let by = "7".parse().unwrap();
            let mut out = vec![0i64; xs.len()];
            for i in 0..xs.len() {
                for _ in 0..3 { out[i] += by; }
            }
            let _: i64 = by;
            out
        }
    }
}

mod dropped_where_the_loop_drops {
    #[allow(unused_imports)]
    use super::*;
    use std::sync::Mutex;

    struct Loud<'a>(i64, &'a Mutex<Vec<i64>>);
    impl Drop for Loud<'_> {
        fn drop(&mut self) {
            self.1.lock().unwrap().push(self.0);
        }
    }
    fn eat(loud: Loud<'_>) -> i64 {
        loud.0
    }

    twin! {
        fn f(xs: &[i64]) -> String {
            // One log for each item, so that the order inside it is all that counts.
            let logs: Vec<Mutex<Vec<i64>>> = xs.iter().map(|_| Mutex::default()).collect();
            let items: Vec<(Loud<'_>, Loud<'_>)> = xs.iter().zip(&logs).map(|(x, log)| (Loud(*x, log), Loud(x * 2, log))).collect();
            let mut out = vec![0; xs.len()];
            for (i, (a, mut b)) in items.into_iter().enumerate() {
                let _inner = Loud(-1, &logs[i]);
                for k in 0..2 { out[i] += a.0 * k + b.0; }
                b.0 += 1;
                if i % 3 == 0 { out[i] += eat(a); }
                if i % 4 == 0 { continue; }
                if i % 5 == 0 { out[i] += eat(b); }
            }
            let logs: Vec<Vec<i64>> = logs.into_iter().map(|log| log.into_inner().unwrap()).collect();
            format!("{out:?} {logs:?}")
        }
    }
}

mod a_container_that_counts_from_one {
    #[allow(unused_imports)]
    use super::*;

    pub struct FromOne<'a>(&'a [i64]);
    impl Index<i64> for FromOne<'_> {
        type Output = i64;
        fn index(&self, at: i64) -> &i64 {
            &self.0[at as usize - 1]
        }
    }
    /// The reference has another opinion.
    impl Index<i64> for &FromOne<'_> {
        type Output = i64;
        fn index(&self, at: i64) -> &i64 {
            &self.0[self.0.len() - at as usize]
        }
    }

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let whole = FromOne(xs);
            let by_reference = &whole;
            let mut out = vec![0; xs.len()];
            for i in 0..xs.len() {
                for k in 1..=xs.len().min(4) as i64 {
                    out[i] += whole[k] * 3 + by_reference[k] * k + xs[i];
                }
            }
            out
        }
    }
}

mod of_any_type {
    #[allow(unused_imports)]
    use super::*;

    pub fn table<T: Copy + Debug + Send + Sync, const N: usize>(
        from: &[T],
        by: &[T; N],
        with: impl Fn(T, T) -> T + Sync,
    ) -> Vec<T> {
        let mut out = from.to_vec();
        each(&mut out, from, by, &with);
        out
    }
    fn each<T: Copy + Send + Sync, const N: usize>(
        out: &mut [T],
        from: &[T],
        by: &[T; N],
        with: &(impl Fn(T, T) -> T + Sync),
    ) {
        for i in 0..out.len() {
            for k in 0..N {
                out[i] = with(from[i], by[k]);
            }
        }
    }

    twin! {
        fn f(xs: &[i64]) -> String {
            fn inner<T: Copy + Debug + Send + Sync, const N: usize>(from: &[T], by: &[T; N]) -> Vec<T> { table(from, by, |_, b| b) }
            let by = [xs.len() as i64, 2, 3];
            let with = |a: i64, b: i64| a.wrapping_mul(31) ^ b;
            let mut out = xs.to_vec();
            for i in 0..xs.len() {
                let mut row = out[i];
                for k in 0..by.len() { row = with(row, by[k]); }
                out[i] = row;
            }
            format!("{out:?} {:?}", inner(&xs[..xs.len().min(2)], &[1, 2]))
        }
    }
}

mod several_views_and_patterns {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> String {
            let n = xs.len().min(60);
            let mut square = vec![vec![1i64; n]; n];
            let (mut a, mut b, mut flat) = (vec![0; n], vec![(0, 0); n], vec![0; n * 3]);
            for (i, &x) in xs[..n].iter().enumerate() {
                for j in 0..n {
                    square[j][i] += x * j as i64;
                    a[i] += square[j][i];
                }
                for k in 0..3 {
                    flat[i * 3 + k] = a[i] - k as i64;
                    b[i].0 += flat[i * 3 + k];
                    b[i].1 ^= x;
                }
            }
            format!("{square:?} {a:?} {b:?} {flat:?}")
        }
    }
}

mod items_changed_in_an_inner_loop {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> String {
            let mut rows: Vec<[i64; 4]> = xs.iter().map(|x| [*x; 4]).collect();
            let (by, mut most) = ([1, 2, 3, 4], i64::MIN);
            for (i, row) in rows.iter_mut().enumerate() {
                for k in 0..4 {
                    row[k] += by[k] * xs[i];
                    most = most.max(row[k]);
                }
            }
            for mut row in rows.clone() {
                for x in row.iter_mut() { *x += 1; }
                row[0] = 2;
                most = most.max(row[3]);
            }
            format!("{rows:?} {most}")
        }
    }
}

mod panics_where_it_does {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0i64; xs.len()];
            let short = &xs[..xs.len().min(9)];
            for i in 0..xs.len() {
                for k in 0..3 {
                    out[i] += short[i - i % 4 + k] / (xs[i] - 7);
                }
            }
            out
        }
    }
}

mod fields_of_self {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug)]
    pub struct Table {
        width: usize,
        rows: Vec<Vec<i64>>,
        sums: Vec<i64>,
        by: [i64; 3],
    }

    twin! {
        fn f(xs: &[i64]) -> Table {
            let mut table = Table { width: 4, rows: vec![vec![1; 4]; xs.len()], sums: vec![0; xs.len()], by: [3, 5, 7] };
            let this = &mut table;
            for i in 0..this.rows.len() {
                for j in 0..this.width {
                    this.rows[i][j] += this.by[j % 3] * xs[i];
                    this.sums[i] ^= this.rows[i][j];
                }
            }
            table
        }
    }
}

mod made_by_a_macro {
    use super::*;

    macro_rules! made {
        ($name:ident, $x:ident, $($attribute:tt)*) => {
            $($attribute)*
            fn $name(xs: &[i64]) -> Vec<i64> {
                let x = 3;
                let $x = [5, 7];
                let mut out = vec![0; xs.len()];
                for i in 0..xs.len() {
                    for k in 0..2 {
                        out[i] += xs[i] * x + $x[k];
                    }
                }
                out
            }
        };
    }
    made!(plain, x,);
    made!(annotated, x, #[amorsize::parallel(workers = crate::kit::workers(), chunk = crate::kit::chunk())]);

    /// Two variables of one name, which only hygiene keeps apart.
    #[cfg(not(feature = "plain"))]
    #[test]
    fn same() {
        crate::kit::compare(plain, annotated);
    }
}
