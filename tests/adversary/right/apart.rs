//! The parallel arm in a function of its own: what is moved in and out, what shares a structure with the head, what cannot be handed out.

#[derive(Debug, Default)]
pub struct Grid {
    rows: Vec<Vec<i64>>,
    total: i64,
    step: i64,
    name: String,
}

fn grid(xs: &[i64]) -> Grid {
    Grid {
        rows: xs.iter().map(|x| vec![*x; 3]).collect(),
        step: 7,
        ..Grid::default()
    }
}

mod field_moved_through {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Grid {
            let mut g = Grid::default();
            for x in xs {
                g.name = g.name + &x.to_string();
            }
            g
        }
    }
}

mod box_moved_through {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> String {
            let mut b = Box::new(String::new());
            for x in xs {
                *b = *b + &x.to_string();
            }
            *b
        }
    }
}

mod field_beside_the_head {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Grid {
            let mut g = grid(xs);
            for row in g.rows.iter_mut() {
                row[1] += g.step;
                g.total ^= row[0];
            }
            g
        }
    }
}

mod behind_a_box {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Grid {
            let mut g = Box::new(grid(xs));
            for row in g.rows.iter_mut() {
                row[2] = row[0] * 2;
                g.total ^= row[0];
            }
            *g
        }
    }
}

mod behind_a_reference {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Grid {
            let mut whole = grid(xs);
            let g = &mut whole;
            for row in g.rows.iter_mut() {
                row[2] = row[0] * 2;
                g.total ^= row[0];
            }
            whole
        }
    }
}

mod behind_a_guard {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let sum = std::sync::Mutex::new(0i64);
            {
                let mut held = sum.lock().unwrap();
                for x in xs {
                    *held ^= x;
                }
            }
            sum.into_inner().unwrap()
        }
    }
}

mod too_short {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut out = vec![0i64; xs.len() / 2];
            for i in 0..xs.len() {
                out[i] = xs[i];
            }
            out
        }
    }
}

mod same_array {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<Vec<i64>> {
            let n = xs.len().min(40);
            let mut c = vec![vec![0i64; n]; n];
            for i in 0..n {
                c[i][i] = 1;
                for j in i + 1..n {
                    c[i][j] = xs[i] ^ xs[j];
                    c[j][i] = c[i][j];
                }
            }
            c
        }
    }
}

mod declared_before {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Vec<i64> {
            let mut t;
            let mut out = vec![0i64; xs.len()];
            for i in 0..xs.len() {
                t = xs[i].wrapping_mul(3);
                out[i] = t + 1;
            }
            out
        }
    }
}

mod names_like_ours {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let (aside, work, call) = (3, 4, 5);
            let mut sum = 0;
            for x in xs {
                sum ^= x + aside + work + call;
            }
            sum
        }
    }
}

mod return_in_a_macro {
    #[allow(unused_imports)]
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> i64 {
            let mut sum = 0i64;
            for x in xs {
                let text = format!("{}", if *x == 55 { return -1 } else { x });
                sum ^= text.len() as i64;
            }
            sum
        }
    }
}
