//! Names that hide std's and those of the expansion, as modules, types, functions, constants and variables.
#![allow(
    dead_code,
    non_camel_case_types,
    non_upper_case_globals,
    clippy::upper_case_acronyms
)]

/// Not the crate of that name.
mod core {}
/// Not the crate of that name.
mod std {}
/// Not the crate of that name.
mod amorsize {}

struct Option;
struct Result;
struct Vec;
struct String;
struct Iterator;
struct Source;
struct Site;
struct Log;
struct Add;
struct Sync;
struct Send;
enum Shadow {
    Some,
    None,
    Ok,
    Err,
}
#[allow(unused_imports)]
use Shadow::{Err, None, Ok, Some};

fn call() -> i64 {
    1
}
fn piece() -> i64 {
    1
}
fn part() -> i64 {
    1
}
fn len() {}
fn head() {}
fn log() {}
fn exit() {}
fn drop() {}

#[allow(unused_macros)]
macro_rules! panic {
    () => {
        compile_error!("not this one")
    };
}
#[allow(unused_macros)]
macro_rules! cfg {
    ($($t:tt)*) => {
        compile_error!("not this one")
    };
}
#[allow(unused_macros)]
macro_rules! matches {
    ($($t:tt)*) => {
        compile_error!("not this one")
    };
}

#[::amorsize::parallel]
fn sums(xs: &[i64], out: &mut [i64]) -> (i64, i64, f64) {
    let (log, exit, value, entry, operand0, head0, total_part, total_kind) =
        (1, 2, 3, 4, 5, 6, 7, 8);
    let mut total = log + exit + value + entry + operand0 + head0 + total_part + total_kind;
    let mut last = 0;
    let mut sum = 0.0;
    for i in 0..xs.len() {
        total ^= xs[i] + call() + piece() + part();
        out[i] = total_part + xs[i];
        last = xs[i];
        sum += 0.1;
    }
    (total, last, sum)
}

/// Generic parameters by the names that our enums use.
#[::amorsize::parallel]
fn parameters<T0: Copy + Into<i64> + ::core::marker::Sync, V0, const N: usize>(
    xs: &[T0; N],
    _: V0,
) -> ::core::option::Option<i64> {
    let mut total = 0;
    for x in xs {
        let x: i64 = (*x).into();
        total ^= x.checked_mul(2)?;
        if x == 77 {
            return ::core::option::Option::None;
        }
    }
    ::core::option::Option::Some(total)
}

#[test]
fn works() {
    crate::everywhere(|| {
        let mut out = [0; 3];
        assert_eq!(
            sums(&[5, 6, 7], &mut out),
            (36 ^ 8 ^ 9 ^ 10, 7, 0.1 + 0.1 + 0.1)
        );
        assert_eq!(out, [12, 13, 14]);
        assert!(parameters(&[1_i32, 2, 3], ()).is_some_and(|x| x == 2 ^ 4 ^ 6));
        assert!(parameters(&[1_i32, 77, 3], ()).is_none());
    });
}
