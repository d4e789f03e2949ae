//! Collections and totals of one's own that do not take all items: what the plain chain never comes to does not show.

use std::iter::{Product, Sum};

/// The items before the first large one.
#[derive(Debug)]
pub struct Small(Vec<i64>);

impl FromIterator<i64> for Small {
    fn from_iter<I: IntoIterator<Item = i64>>(items: I) -> Small {
        let mut small = vec![];
        for item in items {
            if item > 100 {
                break;
            }
            small.push(item);
        }
        Small(small)
    }
}

impl Sum<i64> for Small {
    fn sum<I: Iterator<Item = i64>>(items: I) -> Small {
        Small(items.take(2).collect())
    }
}

impl<'a> Product<&'a i64> for Small {
    fn product<I: Iterator<Item = &'a i64>>(items: I) -> Small {
        Small(items.take_while(|x| **x != 78).copied().collect())
    }
}

mod panics {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Small, Small) {
            let small: Small = xs.iter().map(|x| if *x > 120 { panic!("past {x}") } else { *x }).collect();
            let product: Small = xs.iter().inspect(|x| assert!(**x < 146, "{x}")).product();
            (small, product)
        }
    }
}

mod failures {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> (Result<Small, String>, Option<Small>, Result<Small, i64>) {
            let a: Result<Small, String> = xs.iter().map(|x| if *x > 120 { Err(format!("{x}")) } else { Ok(*x) }).collect();
            let b: Option<Small> = xs.iter().map(|x| (*x < 124).then_some(*x)).collect();
            let c: Result<Small, i64> = xs.iter().map(|x| if *x > 90 { Err(*x) } else { Ok(*x) }).sum();
            (a, b, c)
        }
    }
}

mod behind_what_the_caller_runs {
    use super::*;

    twin! {
        fn f(xs: &[i64]) -> Small {
            let small: Small = xs
                .iter()
                .map(|x| if *x > 120 { panic!("past {x}") } else { *x })
                .filter(|x| x % 2 == 0)
                .enumerate()
                .map(|(i, x)| x + i as i64)
                .collect();
            small
        }
    }
}
