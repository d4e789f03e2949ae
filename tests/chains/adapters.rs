//! Every adapter, alone and behind others, under the terminals that tell most. All chains give `i64`.

use crate::input::In;
use amorsize_tests_twin::twin;

/// One chain under every terminal.
macro_rules! under {
    ($($name:ident: $x:ident => [$($chain:tt)*];)*) => { $(
        mod $name {
            use super::*;
            in_order!($x => [$($chain)*]);
            twin! { early;
                #[amorsize::parallel]
                fn find($x: &In) -> Option<i64> { $($chain)*.find(|v| v % 17 == 0) }
                #[amorsize::parallel]
                fn position($x: &In) -> Option<usize> { $($chain)*.position(|v| v % 19 == 0) }
            }
        }
    )* };
}

/// The terminals that see every item.
macro_rules! in_order {
    ($x:ident => [$($chain:tt)*]) => {
        twin! { whole;
            #[amorsize::parallel]
            fn vec($x: &In) -> Vec<i64> { $($chain)*.collect() }
            #[amorsize::parallel]
            fn sum($x: &In) -> f64 { $($chain)*.map(|v| v as f64 * 0.1).sum() }
            #[amorsize::parallel]
            fn ends($x: &In) -> (Option<i64>, usize, Option<i64>) {
                ($($chain)*.max(), $($chain)*.count(), $($chain)*.last())
            }
            #[amorsize::parallel]
            fn result($x: &In) -> Result<Vec<i64>, i64> {
                $($chain)*.map(|v| if v % 23 == 0 { Err(v) } else { Ok(v) }).collect()
            }
            #[amorsize::parallel]
            fn panics($x: &In) -> Vec<i64> {
                $($chain)*.map(|v| { if v % 29 == 0 { panic!("at {v}") } v }).collect()
            }
        }
    };
}

/// The same for chains whose last steps the caller runs: an early end is refused there.
macro_rules! on_caller {
    ($($name:ident: $x:ident => [$($chain:tt)*];)*) => { $(
        mod $name {
            use super::*;
            in_order!($x => [$($chain)*]);
        }
    )* };
}

under! {
    map: x => [x.i.iter().map(|v| v ^ 5)];
    filter: x => [x.i.iter().filter(|v| *v % 3 == 0).copied()];
    filter_map: x => [x.i.iter().filter_map(|v| v.checked_add(i64::MAX / 2))];
    flat_map: x => [x.i.iter().flat_map(|v| [*v, 1, v >> 3])];
    flatten: x => [x.i.iter().map(|v| Some(*v).filter(|v| *v > 0)).flatten()];
    inspect: x => [x.i.iter().inspect(|v| assert!(**v != 12_345)).cloned()];
    enumerate: x => [x.i.iter().enumerate().map(|(i, v)| v ^ i as i64)];
    enumerate_later: x => [x.i.iter().map(|v| v ^ 1).enumerate().map(|(i, v)| v ^ i as i64)];
    enumerate_twice: x => [x.i.iter().map(|v| v ^ 1).enumerate().inspect(|_| ()).enumerate().map(|(j, (i, v))| v ^ (i * j) as i64)];
    zip: x => [x.i.iter().zip(x.at.iter()).map(|(a, b)| a ^ *b as i64)];
    zip_shorter: x => [x.i.iter().zip(0..x.stop as i64).map(|(a, b)| a ^ b)];
    zip_later: x => [x.i.iter().map(|v| v >> 1).zip(x.at.iter().map(|a| *a as i64)).map(|(a, b)| a ^ b)];
    zip_later_shorter: x => [x.i.iter().map(|v| v >> 1).zip(x.at[..x.stop].iter()).map(|(a, b)| a ^ *b as i64)];
    zip_later_endless: x => [x.i.iter().map(|v| v >> 1).zip(5i64..).map(|(a, b)| a ^ b)];
    zip_closure: x => [x.i.iter().zip(x.at.iter().map(|a| *a as i64 + 1)).map(|(a, b)| a ^ b)];
    zip_closure_longer: x => [x.i[..x.stop].iter().zip(x.at.iter().map(|a| *a as i64 + 1)).map(|(a, b)| a ^ b)];
    zip_of_two: x => [std::iter::zip(&x.i, &x.at).map(|(a, b)| a ^ *b as i64)];
    take: x => [x.i.iter().take(x.stop).map(|v| v ^ 2)];
    take_later: x => [x.i.iter().map(|v| v ^ 2).take(x.stop)];
    take_none: x => [x.i.iter().map(|v| v ^ 2).take(0)];
    skip: x => [x.i.iter().skip(x.stop).map(|v| v ^ 2)];
    skip_later: x => [x.i.iter().map(|v| v ^ 2).skip(x.stop)];
    skip_later_numbered: x => [x.i.iter().map(|v| v ^ 2).skip(x.stop).enumerate().map(|(i, v)| v ^ i as i64)];
    rev: x => [x.i.iter().rev().map(|v| v ^ 4)];
    rev_later: x => [x.i.iter().map(|v| v ^ 4).rev()];
    rev_twice: x => [x.i.iter().map(|v| v ^ 4).rev().filter(|v| v % 5 != 0).rev()];
    rev_filtered: x => [x.i.iter().filter(|v| *v % 3 == 0).rev().copied()];
    rev_flat: x => [x.i.iter().flat_map(|v| [*v, 2, v >> 5]).rev()];
    rev_numbered: x => [x.i.iter().map(|v| v ^ 4).enumerate().rev().map(|(i, v)| v ^ i as i64)];
    numbered_backwards: x => [x.i.iter().map(|v| v ^ 4).rev().enumerate().map(|(i, v)| v ^ i as i64)];
    rev_zipped: x => [x.i.iter().map(|v| v ^ 4).zip(x.at.iter()).rev().map(|(a, b)| a ^ *b as i64)];
    step_by: x => [x.i.iter().step_by(3).map(|v| v ^ 6)];
    step_by_later: x => [x.i.iter().map(|v| v ^ 6).step_by(1 + x.stop % 5)];
    steps_numbered: x => [x.i.iter().map(|v| v ^ 6).skip(3).step_by(2).enumerate().map(|(i, v)| v ^ i as i64)];
    take_while: x => [x.i.iter().take_while(|v| **v % 7 != 0).map(|v| v ^ 3)];
    take_while_later: x => [x.i.iter().map(|v| v ^ 1).take_while(|v| v % 11 != 0)];
    take_while_numbered: x => [x.i.iter().map(|v| v ^ 1).take_while(|v| v % 37 != 0).enumerate().map(|(i, v)| v ^ i as i64)];
    map_while: x => [x.i.iter().map_while(|v| if v % 13 == 0 { None } else { Some(v ^ 9) })];
    chunks: x => [x.i.chunks(3).map(|c| c.iter().fold(0i64, |a, b| a ^ b))];
    windows: x => [x.i.windows(2).map(|w| w[0] ^ w[1])];
    by_value: x => [x.i.clone().into_iter().map(|v| v ^ 8)];
    range: x => [(0..x.n as i64).map(|v| v * 7 - 3)];
    range_inclusive: x => [(-3..=x.n as i64).rev().map(|v| v * 7 - 3)];
}

on_caller! {
    enumerate_filtered: x => [x.i.iter().filter(|v| *v % 3 != 0).enumerate().map(|(i, v)| v ^ i as i64)];
    skip_filtered: x => [x.i.iter().filter(|v| *v % 3 != 0).skip(x.stop).map(|v| v ^ 1)];
    step_filtered: x => [x.i.iter().filter_map(|v| v.checked_mul(2)).step_by(2)];
    zip_filtered: x => [x.i.iter().filter(|v| *v % 3 != 0).zip(x.at.iter()).map(|(a, b)| a ^ *b as i64)];
    skip_while: x => [x.i.iter().map(|v| v ^ 7).skip_while(|v| v % 5 != 0)];
    fused: x => [x.i.iter().map(|v| v ^ 7).fuse()];
}

under! {
    take_filtered: x => [x.i.iter().filter(|v| *v % 3 != 0).take(x.stop2).copied()];
    take_of_steps: x => [x.i.iter().map(|v| v ^ 3).step_by(2).take(x.stop2)];
}
