//! Types of the user's, with orders, sums and collections that are not what std's are.

use crate::input::In;
use crate::seen::Seen;
use amorsize_tests_twin::twin;
use std::cmp::Ordering;
use std::iter::{Product, Sum};

/// Ordered by its last digit alone, and not even that where 3 is concerned: which one wins depends on every comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Odd(i64);

impl PartialOrd for Odd {
    fn partial_cmp(&self, other: &Odd) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Odd {
    fn cmp(&self, other: &Odd) -> Ordering {
        if self.0 % 10 == 3 {
            return Ordering::Less;
        }
        (self.0 % 10).cmp(&(other.0 % 10))
    }
}

/// Neither associative nor commutative.
impl Sum for Odd {
    fn sum<I: Iterator<Item = Odd>>(items: I) -> Odd {
        Odd(items.fold(7, |a, b| a.wrapping_mul(31) ^ b.0))
    }
}

impl<'a> Sum<&'a Odd> for Odd {
    fn sum<I: Iterator<Item = &'a Odd>>(items: I) -> Odd {
        Odd(items.fold(9, |a, b| a.wrapping_mul(17) ^ b.0))
    }
}

impl Product<i64> for Odd {
    fn product<I: Iterator<Item = i64>>(items: I) -> Odd {
        Odd(items
            .take(5)
            .fold(1, |a, b| a.wrapping_mul(3).wrapping_add(b)))
    }
}

impl Seen for Odd {
    fn seen(&self, out: &mut Vec<u8>) {
        self.0.seen(out);
    }
}

/// Remembers how it was filled.
#[derive(Default)]
struct Filled(Vec<i64>, usize);

impl Extend<i64> for Filled {
    fn extend<T: IntoIterator<Item = i64>>(&mut self, items: T) {
        self.1 += 1;
        self.0.extend(items);
    }
}

impl FromIterator<i64> for Filled {
    fn from_iter<T: IntoIterator<Item = i64>>(items: T) -> Filled {
        let items = items.into_iter();
        let announced = items.size_hint().0;
        Filled(items.collect(), announced)
    }
}

impl Seen for Filled {
    fn seen(&self, out: &mut Vec<u8>) {
        self.0.seen(out);
        self.1.seen(out);
    }
}

twin! { own;
    #[amorsize::parallel]
    fn order(x: &In) -> (Option<Odd>, Option<Odd>, Option<i64>, Option<i64>) {
        (
            x.i.iter().map(|v| Odd(*v)).max(),
            x.i.iter().map(|v| Odd(*v)).min(),
            x.i.iter().copied().max_by_key(|v| Odd(v ^ 5)),
            x.i.iter().copied().min_by_key(|v| Odd(v ^ 5)),
        )
    }

    #[amorsize::parallel]
    fn totals(x: &In) -> (Odd, Odd, Odd, Option<Odd>, Result<Odd, i64>) {
        let all: Vec<Odd> = x.i.iter().map(|v| Odd(*v)).collect();
        (
            all.iter().copied().sum(),
            all.iter().filter(|v| v.0 % 2 == 0).sum(),
            x.i.iter().map(|v| v >> 3).product(),
            x.i.iter().map(|v| (v % 57 != 0).then_some(Odd(*v))).sum(),
            x.i.iter().map(|v| if v % 91 == 0 { Err(*v) } else { Ok(Odd(*v)) }).sum(),
        )
    }

    #[amorsize::parallel]
    fn collections(x: &In) -> (Filled, Filled, (Filled, Filled), (Filled, Vec<i64>)) {
        (
            x.i.iter().map(|v| v ^ 1).collect(),
            x.i.iter().copied().filter(|v| *v > 0).collect(),
            x.i.iter().copied().partition(|v| v % 3 == 0),
            x.i.iter().map(|v| (v ^ 1, v ^ 2)).unzip(),
        )
    }

    #[amorsize::parallel]
    fn tried_collections(x: &In) -> (Result<Filled, i64>, Option<Filled>) {
        (
            x.i.iter().map(|v| if v % 77 == 0 { Err(*v) } else { Ok(v ^ 1) }).collect(),
            x.i.iter().map(|v| v.checked_mul(3)).collect(),
        )
    }

    #[amorsize::parallel]
    fn not_copied(x: &In) -> (Vec<Option<String>>, Option<String>, Vec<(usize, String)>) {
        (
            x.words.iter().map(|w| (w.len() > 1).then(|| w.clone())).collect(),
            x.words.iter().map(|w| w.to_uppercase()).max_by(|a, b| a.len().cmp(&b.len())),
            x.words.clone().into_iter().map(|w| w + "!").enumerate().filter(|(i, w)| i % 2 == w.len() % 2).collect(),
        )
    }
}
