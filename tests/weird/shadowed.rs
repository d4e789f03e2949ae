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

/// Constants, statics and unit structs mean themselves in a pattern, hygiene or not: every name of the expansion, bare.
mod constants {
    const head: &str = "";
    const head0: &str = "";
    const head1: &str = "";
    const call: &str = "";
    const piece: &str = "";
    const log: &str = "";
    const exit: &str = "";
    const entry: &str = "";
    const value: &str = "";
    const values: &str = "";
    const residual: &str = "";
    const candidate: &str = "";
    const operand0: &str = "";
    const operand1: &str = "";
    const index: &str = "";
    const key: &str = "";
    const slot: &str = "";
    const start: &str = "";
    const whole: &str = "";
    const total_part: &str = "";
    const total_kind: &str = "";
    const total: &str = "";
    static out_part: &str = "";
    static out_view: &str = "";
    static out_len: &str = "";
    struct best_part;
    struct best_kind;
    struct found_last;
    struct buf_local;
    struct item;
    struct mapped;
    fn argument1() {}

    #[::amorsize::parallel]
    pub fn everything(xs: &[i64], out: &mut [i64]) -> ::core::option::Option<(i64, i64, i64)> {
        let (mut sum, mut best) = (0, -1);
        let mut found = 7;
        for i in 0..xs.len() {
            sum += xs[i].checked_mul(2)?;
            if xs[i] > best {
                best = xs[i];
            }
            found = xs[i];
            out[i] += out.len() as i64 + xs[i];
        }
        ::core::option::Option::Some((sum, best, found))
    }

    type Groups = ::std::collections::BTreeMap<i64, ::std::vec::Vec<i64>>;

    #[::amorsize::parallel(local(buf = 5))]
    pub fn collections(xs: &[i64], ys: &[i64]) -> (Groups, [i64; 2]) {
        let mut groups = Groups::new();
        let mut counts = [0; 2];
        let mut buf = 0;
        for (x, y) in xs.iter().zip(ys) {
            buf += 1;
            groups.entry(x % 3).or_default().push(*y);
            counts[usize::from(*x % 2 == 0)] += 1;
            if buf < 0 {
                println!("{buf}");
            }
        }
        (groups, counts)
    }

    #[::amorsize::parallel(map)]
    pub fn scaled(x: i64, (a, b): (i64, i64)) -> i64 {
        x * a + b
    }
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
        let mut out = [1, 2, 3];
        assert!(
            constants::everything(&[4, 6, 5], &mut out) == ::core::option::Option::Some((30, 6, 5))
        );
        assert_eq!(out, [8, 11, 11]);
        let (groups, counts) = constants::collections(&[3, 4, 6], &[7, 8, 9]);
        assert_eq!(
            (&groups[&0][..], &groups[&1][..], counts),
            (&[7, 9][..], &[8][..], [1, 2])
        );
        assert_eq!(constants::scaled_map(&[1, 2][..], (10, 3)), [13, 23]);
    });
}
