//! Elements of arrays: views, offsets, counts, scattered writes.

mod split_at_mut {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut v = xs.to_vec();
            let h = v.len() / 2;
            let (a, b) = v.split_at_mut(h);
            for i in 0..h {
                a[i] += b[i];
                b[i] = 3;
            }
            v
        }
    }
}

mod split_at_mut2 {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut v = xs.to_vec();
            let h = v.len() / 2;
            let (a, b) = v.split_at_mut(h);
            for i in 0..h {
                a[i] += b[h - 1 - i];
            }
            v
        }
    }
}

mod user_index {
    #[allow(unused_imports)]
    use super::*;

    #[derive(Debug, Default)]
    pub struct G(Vec<i64>);
    impl std::ops::Index<usize> for G {
        type Output = i64;
        fn index(&self, i: usize) -> &i64 {
            &self.0[i]
        }
    }
    impl std::ops::IndexMut<usize> for G {
        fn index_mut(&mut self, i: usize) -> &mut i64 {
            self.0.push(i as i64);
            let n = self.0.len();
            &mut self.0[n - 1]
        }
    }

    twin! {
        fn f(xs: &[i64]) -> G {
            let mut g = G::default();
            for x in xs {
                g[(*x & 7) as usize] += *x;
            }
            g
        }
    }
}

mod neg_index {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len() as i32;
            let mut out = vec![0; 5];
            for i in -3..n {
                out[(i + 3) as usize] = i as i64;
            }
            out
        }
    }
}

mod neg_index2 {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len() as i32;
            let mut out = vec![0; 5];
            for i in -3..n {
                out[i as usize] = i as i64;
            }
            out
        }
    }
}

mod u8_offset_overflow {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; 300];
            for i in 0..100u8 {
                out[(i + 200) as usize] = i as i64;
            }
            out
        }
    }
}

mod usize_sub {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; xs.len()];
            for i in 0..xs.len() {
                out[i - 1] = xs[i];
            }
            out
        }
    }
}

mod short_out {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; 5];
            for i in 0..xs.len() {
                out[i] = xs[i];
            }
            out
        }
    }
}

mod short_out_enum {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; 5];
            for (i, x) in xs.iter().enumerate() {
                out[i] = *x;
            }
            out
        }
    }
}

mod offset_outer_cast {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; xs.len() + 3];
            let off = 2i64;
            for i in 0..xs.len() as i64 {
                out[(i + off) as usize] = i;
            }
            out
        }
    }
}

mod offset_two {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; xs.len() + 3];
            for i in 0..xs.len() {
                out[i] = 1;
                out[i + 1] = 2;
            }
            out
        }
    }
}

mod plane_pair {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0; xs.len() * 2];
            for i in 0..xs.len() {
                out[2 * i] = xs[i];
                out[2 * i + 1] = -xs[i];
            }
            out
        }
    }
}

mod const_idx {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> [i64; 3] {
            let mut t = [0i64, 1, 2];
            for x in xs {
                t[0] ^= x;
                t[1] |= x;
                t[2] &= *x;
            }
            t
        }
    }
}

mod const_idx_mixed {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> [i64; 3] {
            let mut t = [0i64, 1, 2];
            for x in xs {
                t[0] ^= x;
                t[0] |= 4;
                t[2] = *x;
                t[(x & 1) as usize] -= 1;
            }
            t
        }
    }
}

mod two_dim_counts {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<Vec<i64>> {
            let mut t = vec![vec![0i64; 3]; 4];
            for x in xs {
                t[(x & 3) as usize][(x & 1) as usize] ^= x;
            }
            t
        }
    }
}

mod idx_oob_count {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> [i64; 3] {
            let mut t = [0i64, 1, 2];
            for x in xs {
                t[(x & 3) as usize] ^= x;
            }
            t
        }
    }
}

mod offset_slot {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, usize) {
            let n = xs.len();
            let mut out = vec![0; n + 2];
            let mut k = 0;
            for i in 0..n {
                k = i % 2;
                out[i + k] = xs[i];
            }
            (out, k)
        }
    }
}

mod offset_len {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let mut out = vec![0; 2 * n];
            for i in 0..n {
                out[i + xs.len()] = xs[i];
            }
            out
        }
    }
}

mod offset_self_len {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let n = xs.len();
            let mut out = vec![0; 2 * n];
            for i in 0..n {
                let m = out.len() - 1;
                out[m - i] = xs[i];
            }
            out
        }
    }
}

mod behind_a_star {
    use super::*;
    use std::collections::BTreeMap;

    twin! {
        fn f(xs: &[i64]) -> (Vec<i64>, Vec<i64>, [i64; 4], Vec<i64>, String, BTreeMap<i64, i64>) {
            let (mut a, mut b, mut h) = (vec![], vec![0; xs.len()], [0; 4]);
            let (mut c, mut s, mut m) = (vec![0; xs.len() * 2], String::new(), BTreeMap::new());
            {
                let (a, b, h) = (&mut &mut a, &mut b, &mut h);
                let (c, s, m) = (&mut c, &mut s, &mut m);
                for x in xs {
                    (**a).push(*x);
                    (*h)[(x & 3) as usize] += 1;
                    (*s).push_str("k");
                    *(*m).entry(x % 3).or_insert(0) += 1;
                }
                for i in 0..xs.len() {
                    (*b)[i] = xs[i] + (*b).len() as i64;
                    (*c)[2 * i] = 1;
                    (*c)[2 * i + 1] = 2;
                }
            }
            (a, b, h, c, s, m)
        }
    }
}
