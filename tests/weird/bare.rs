//! Without the prelude: nothing that an expansion needs may be found by its name.
#![no_implicit_prelude]

use ::std::vec::Vec;

/// A sum, a push, a `?`, a best value, a view and a text, all without a prelude.
#[::amorsize::parallel]
fn everything(
    xs: &[i64],
    out: &mut [i64],
) -> ::std::option::Option<(i64, Vec<i64>, i64, usize, ::std::string::String)> {
    let mut total = 0;
    let mut seen = Vec::new();
    let mut best = 1000;
    let mut which = 0;
    let mut last;
    let mut text = ::std::string::String::new();
    for i in 0..xs.len() {
        let x = xs[i];
        last = i64::checked_add(x, 1)?;
        total ^= last;
        out[i] = last;
        if x < best {
            best = x;
            which = i;
        }
        if x > 3 {
            seen.push(x);
            text.push_str("xy");
        }
    }
    ::std::option::Option::Some((total, seen, best, which, text))
}

#[::core::prelude::v1::test]
fn works() {
    crate::everywhere(|| {
        let xs = [3, 9, -2, 12, 5];
        let mut out = [0; 5];
        let got = everything(&xs, &mut out);
        let ::std::option::Option::Some((total, seen, best, which, text)) = got else {
            ::std::panic!("none")
        };
        ::std::assert_eq!(
            (total, best, which, text.len()),
            (4 ^ 10 ^ -1 ^ 13 ^ 6, -2, 2, 6)
        );
        ::std::assert_eq!(seen, [9, 12, 5]);
        ::std::assert_eq!(out, [4, 10, -1, 13, 6]);
    });
}

/// The same loops as statements of a function that carries nothing.
fn block(xs: &[i64]) -> ::std::option::Option<(i64, Vec<i64>)> {
    let mut seen = Vec::new();
    let total = ::amorsize::parallel_block! {
        let mut total = 0;
        for x in xs {
            total ^= i64::checked_add(*x, 1)?;
            seen.push(*x);
        }
        total
    };
    ::std::option::Option::Some((total, seen))
}

#[::core::prelude::v1::test]
fn block_works() {
    crate::everywhere(|| {
        let ::std::option::Option::Some((total, seen)) = block(&[3, 9]) else {
            ::std::panic!("none")
        };
        ::std::assert_eq!((total, &seen[..]), (4 ^ 10, &[3, 9][..]));
        ::std::assert!(block(&[1, i64::MAX]).is_none());
    });
}
