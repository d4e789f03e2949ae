//! What nests deep is expanded or refused, but takes no compiler down: every kind of nesting, just below the limit and far above it.

use crate::depth::{BRACKETS, OPERATORS};
use crate::expand::{attribute, block};
use proc_macro2::TokenStream;
use quote::quote;

/// A statement that nests: `open` and `close` many times around `x`, and how many levels the limit counts for one of them.
struct Nest {
    before: &'static str,
    open: &'static str,
    inner: &'static str,
    close: &'static str,
    levels: usize,
}

const BRACKET: usize = OPERATORS / BRACKETS;

const fn nest(
    before: &'static str,
    open: &'static str,
    inner: &'static str,
    close: &'static str,
    levels: usize,
) -> Nest {
    Nest {
        before,
        open,
        inner,
        close,
        levels,
    }
}

const NESTS: &[Nest] = &[
    nest("s += ", "(", "x", ")", BRACKET),
    nest("s += ", "{", "x", "}", BRACKET),
    nest("s += ", "[", "x", "]", BRACKET),
    nest("s += ", "f(", "x", ")", BRACKET + 1),
    nest("s += ", "a.f(", "x", ")", BRACKET + 2),
    nest("", "for y in x { ", "s += x;", "}", BRACKET + 2),
    nest("", "if y { ", "s += x;", "}", BRACKET + 1),
    nest("s += ", "match x { _ => ", "x", "}", BRACKET + 1),
    nest("s += ", "vec![", "x", "]", BRACKET + 1),
    nest("", "fn a() { ", "", "}", BRACKET + 2),
    nest("let ", "(", "y", ",)", BRACKET),
    nest("let y: ", "(", "u8", ",)", BRACKET),
    nest("s += ", "!", "x", "", 3),
    nest("s += ", "- ", "x", "", 3),
    nest("s += ", "&mut ", "x", "", 3),
    nest("s += x", " + x", "", "", 1),
    nest("s += x", " << x", "", "", 1),
    nest("s += x", " && x", "", "", 1),
    nest("s += x", ".f()", "", "", 2),
    nest("s += x", ".f", "", "", 1),
    nest("s += x", "[0]", "", "", 1),
    nest("s += x", "?", "", "", BRACKET),
    nest("s += x", " as u64", "", "", 1),
    nest("", "a = ", "x", "", 1),
    nest("", "return ", "x", "", BRACKET),
    nest("let g = ", "|y| ", "x", "", 2),
    nest("let g = ", "|y, z| ", "x", "", 2),
    nest("if x { s += 1; } ", "else if x { s += 1; }", "", "", 2),
    nest("", "if ", "x ", "{}", 1),
    nest("", "match ", "x ", "{}", 1),
    nest("", "for y in ", "x ", "{}", 2),
    nest("let y: ", "&'a ", "u8", "", 3),
    nest("let y: (", "&", "u8", "", 3),
    nest("let y: ", "*const ", "u8", "", 3),
    nest("let g = ", "&|y| ", "x", "", 5),
    nest("let y: ", "Vec<", "u8", ">", BRACKET),
    nest("let y: ", "Map<u8, ", "u8", ">", BRACKET),
    nest("let y: ", "fn() -> ", "u8", "", 3),
    nest("let y: ", "<", "u8", " as T>::B", BRACKET + 1),
    nest("s += g::<", "Vec<", "u8", ">", BRACKET),
    nest("let ", "&", "y", "", 3),
    nest("let ", "y @ ", "z", "", 1),
];

impl Nest {
    fn times(&self, count: usize) -> TokenStream {
        let (open, close) = (self.open.repeat(count), self.close.repeat(count));
        let after = match self.before {
            "s += g::<" => ">();",
            "let y: (" => ");",
            "let " => " = x;",
            _ => ";",
        };
        let text = format!("{}{open}{}{close}{after}", self.before, self.inner);
        text.parse().expect("tokens")
    }

    /// Whether it is refused in a loop, in a chain and in a block, each time.
    fn is_refused(&self, count: usize) -> bool {
        let body = self.times(count);
        let expanded = [
            attribute(
                quote!(),
                quote!(fn f(xs: &[u64]) { let mut s = 0; for x in xs { #body } }),
            ),
            attribute(
                quote!(),
                quote!(fn f(xs: &[u64]) -> Vec<u64> { xs.iter().map(|x| { #body }).collect() }),
            ),
            block(quote!(let mut s = 0; for x in xs { #body })),
        ];
        let refused = expanded.map(|out| out.to_string().contains("AMZ032"));
        assert!(refused.iter().all(|r| *r == refused[0]), "{}", self.open);
        refused[0]
    }
}

/// With the stack of a compiler's thread; those of tests have less.
pub(super) fn with_room(run: fn()) {
    let run = std::thread::Builder::new().stack_size(8 << 20).spawn(run);
    run.expect("a thread").join().expect("no panic");
}

#[test]
fn it_ends_in_an_error() {
    with_room(|| {
        for nest in NESTS {
            // Four brackets are around it, and an operator or two before it.
            let most = (OPERATORS - 4 * BRACKET - 4) / nest.levels;
            // What is written anew at every level takes long.
            let slow = ["a = ", "return ", "?"].contains(&nest.open);
            let below = if slow { most / 3 } else { most * 9 / 10 };
            assert!(!nest.is_refused(below), "{}", nest.open);
            assert!(nest.is_refused(most + 40), "{}", nest.open);
            // The printing of the tokens recurses too.
            assert!(nest.is_refused(2_000), "{}", nest.open);
        }
    });
}

#[test]
fn length_is_not_depth() {
    for part in [
        "s += x;",
        "if x { s += 1; }",
        "if x < y { a(b, c) } else { s += x }",
        "f(x < y, z);",
        "for y in x { s += y; }",
        "let y: Vec<u64> = x.into();",
        "#[allow(unused)] { }",
        "'a: loop { break 'a; }",
        "let g = |y, z| y + z;",
    ] {
        let body: TokenStream = part.repeat(2000).parse().expect("tokens");
        assert_eq!(crate::depth::too_deep(&body).map(|_| part), None);
    }
    let arms: TokenStream = "A | B if x < y => { s += 1 } C => s += 2,"
        .repeat(2000)
        .parse()
        .expect("tokens");
    assert!(crate::depth::too_deep(&quote!(match x { #arms })).is_none());
    let table: TokenStream = "(A | B, x < y, u64::MAX < z, -1),"
        .repeat(2000)
        .parse()
        .expect("tokens");
    assert!(crate::depth::too_deep(&quote!([ #table ])).is_none());
    let sum: TokenStream = "self.a.b[i].c() * k".parse().expect("tokens");
    let sums: Vec<_> = (0..250).map(|_| &sum).collect();
    assert!(crate::depth::too_deep(&quote!(s = #(#sums)+*;)).is_none());
}
