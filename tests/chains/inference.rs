//! The types of a chain are what they are without the attribute, wherever they are settled.

use crate::input::In;
use amorsize_tests_twin::twin;
use std::collections::*;

fn takes(v: Vec<u16>) -> usize {
    v.len()
}

struct Own(Vec<u64>);

impl FromIterator<u64> for Own {
    fn from_iter<T: IntoIterator<Item = u64>>(items: T) -> Own {
        Own(items.into_iter().map(|v| v ^ 1).collect())
    }
}

twin! { inferred;
    #[amorsize::parallel]
    fn from_the_let(x: &In) -> (Vec<i64>, f64, BTreeSet<usize>) {
        let a: Vec<_> = x.i.iter().map(|v| v + 0).collect();
        let b: f64 = x.f.iter().sum();
        let c: BTreeSet<_> = x.at.iter().map(|a| a % 7).collect();
        (a, b, c)
    }

    #[amorsize::parallel]
    fn from_a_later_use(x: &In) -> (usize, Vec<u8>, i32) {
        let v = (0..200).map(|i| i % 250).collect();
        let mut bytes: Vec<_> = (0..100).map(|i| i).collect();
        bytes.push(x.n as u8);
        let parsed: Vec<_> = x.words.iter().map(|w| w.len().to_string().parse().unwrap()).collect();
        let total: i32 = parsed.iter().sum();
        (takes(v), bytes, total)
    }

    #[amorsize::parallel]
    fn literals(x: &In) -> (i32, f64, Option<i32>, Vec<f64>, usize) {
        let s = (0..100).map(|i| i * i).sum::<i32>();
        let t = (1..50).map(|i| 1.0 / i as f64).sum::<f64>();
        let m = (0..40).filter(|i| i % 7 == 3).max();
        let v = (0..9).map(|_| 0.5).collect::<Vec<_>>();
        (s, t, m, v, (0..x.n).map(|i| i + 1).count())
    }

    #[amorsize::parallel]
    fn turbofish(x: &In) -> Result<(usize, usize), std::num::ParseIntError> {
        let a = x.words.iter().map(|w| w.len().to_string()).map(|t| t.parse::<u8>()).collect::<Result<Vec<_>, _>>()?.len();
        let b = x.bytes.iter().map(|b| b.to_string().parse::<u16>()).collect::<Result<HashSet<_>, _>>()?.len();
        Ok((a, b))
    }

    #[amorsize::parallel]
    fn from_the_function(x: &In) -> Option<Vec<u32>> {
        x.small.iter().map(|v| u32::try_from(v + 9).ok()).collect()
    }

    #[amorsize::parallel]
    fn own_collections(x: &In) -> (Vec<u64>, Result<Vec<u64>, i64>) {
        let own: Own = x.i.iter().map(|v| *v as u64).collect();
        let tried: Result<Own, i64> = x.i.iter().map(|v| if v % 41 == 0 { Err(*v) } else { Ok(*v as u64) }).collect();
        (own.0, tried.map(|own| own.0))
    }

    #[amorsize::parallel]
    fn in_a_generic_call(x: &In) -> (usize, i64) {
        fn both<A: IntoIterator<Item = u8>>(a: A) -> usize { a.into_iter().count() }
        (both(x.bytes.iter().map(|b| b ^ 1).collect::<VecDeque<_>>()), i64::from(x.small.iter().map(|v| v * 2).sum::<i32>()))
    }

    #[amorsize::parallel]
    fn patterns(x: &In) -> (Vec<usize>, Vec<usize>) {
        let a = x.i.iter().enumerate().filter(|&(_, &v)| v > 0).map(|(i, &v)| i + (v & 1) as usize).collect();
        let b = x.words.iter().map(String::as_str).map(str::len).collect();
        (a, b)
    }
}
