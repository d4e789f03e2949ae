//! A function that is still being typed: whatever stands there, the macro gives tokens back and never panics.

use crate::expand::attribute;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

/// Functions with everything the analysis looks at.
const FUNCTIONS: &[&str] = &[
    "fn shade(rows: &mut [Row], scene: &Scene) -> Result<f64, RenderError> { let mut energy = 0.0; \
     for (y, row) in rows.iter_mut().enumerate() { energy += render(row, y, scene)?; } Ok(energy) }",
    "async fn f<T: Ord, const N: usize>(&mut self, a: &[f64; N], mut out: Vec<f64>) -> bool where T: Copy { let mut t; \
     let mut best = 0.0; let mut bi = 0; 'outer: while bi < 3 { #[parallel(workers = 4, local(buf = Vec::new()))] 'l: for i in lo..hi { \
     t = a[i] * 2.0; out[i - lo] = t; self.hist[bin(i)] += 1; if t > best && i > 3 { best = t; bi = i; } self.seen.push(i as u32); \
     println!(\"{t} {}\", a[i]); if best > 9.0 { break 'outer; } else if t < 0.0 { continue 'l; } \
     match i { 0 => return true, n if n > 7 => break, _ => {} } } bi += 1; } best > 3.0 }",
    "unsafe fn g(m: &mut Map<String, u32>, s: &mut String) -> Option<u32> { let mut n = 0; for (i, w) in text.iter().zip(&other).rev().skip(2).step_by(k) { \
     *m.entry(w.clone()).or_insert(0) += 1; s.push_str(&format!(\"{w:>i$}\")); let Some(x) = w.find(|c: char| c == 'a')? else { continue }; \
     n = n.max(x); n -= 1; let g = |y: u32| y + n; s.insert(0, 'x'); assert!(x < 3, \"{x}\"); vec![x; 3]; unsafe { *p = x; } } Some(n) }",
    "fn h(grid: &mut Grid, xs: impl Iterator<Item = u8>) { for y in 0..grid.h { for x in 0..grid.w { let row = &mut grid.cells[y]; \
     row[x] = if let Some(c) = f(x) && c > 3 { c } else { loop { break 7 } }; (a, grid.b) = (grid.b, a); own!(y, break); } } for c in v.chunks_mut(3) { c[0] += 1; } }",
    "pub(crate) const extern \"C\" fn k() -> impl Fn() { #[serial] for x in xs.iter().map(|x| x * 2).filter(|x| { *x > 3 }) { total <<= x; } }",
];

/// Options, right and wrong.
const OPTIONS: &str = "workers = n + 1, chunk = 64, target_chunk = \"50us\", schedule = \"guided\", if = n > 3, reduce(a: +, b: max, c: my::Own), \
     local(buf = Vec::new(), k = 3), float = \"blocked\", order = \"any\", key = w, pool = &p, name = \"here\", map = all, crate = x::y, pull";

fn parse(text: &str) -> TokenStream {
    text.parse().expect("the text is tokens")
}

/// How many tokens there are, groups and their insides.
fn count(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|t| match t {
            TokenTree::Group(g) => 1 + count(g.stream()),
            _ => 1,
        })
        .sum()
}

/// What happens to the token that `at` counts down to.
#[derive(Clone, Copy)]
enum Edit {
    /// It and all that follows is not typed yet; open groups are closed, as editors do.
    Cut,
    Drop,
    Twice,
    /// Another token stands there.
    Replace(&'static str),
}

fn edited(tokens: TokenStream, at: &mut isize, edit: Edit) -> TokenStream {
    let mut out = Vec::new();
    for token in tokens {
        let here = *at == 0;
        if *at < 0 && matches!(edit, Edit::Cut) {
            break;
        }
        *at -= 1;
        if here {
            match edit {
                Edit::Cut => break,
                Edit::Drop => continue,
                Edit::Twice => out.push(token.clone()),
                Edit::Replace(with) => {
                    out.extend(parse(with));
                    continue;
                }
            }
        }
        out.push(match token {
            TokenTree::Group(g) => {
                let mut group = Group::new(g.delimiter(), edited(g.stream(), at, edit));
                group.set_span(g.span());
                TokenTree::Group(group)
            }
            other => other,
        });
    }
    out.into_iter().collect()
}

/// Expands; the result must be tokens that can be lexed again, and not nothing where something stood.
fn expand(options: TokenStream, item: TokenStream) {
    let shown = format!("#[parallel({options})] {item}");
    if shown.parse::<TokenStream>().is_err() {
        // A quotation mark without its label: no compiler hands that to a macro.
        return;
    }
    let empty = item.is_empty();
    let result = std::panic::catch_unwind(|| attribute(options, item));
    let Ok(out) = result else {
        panic!("panicked on: {shown}")
    };
    assert!(empty || !out.is_empty(), "nothing came of: {shown}");
    if let Err(error) = out.to_string().parse::<TokenStream>() {
        panic!("{error} in what came of: {shown}");
    }
}

fn everywhere(edits: &[Edit]) {
    for function in FUNCTIONS {
        let tokens = parse(function);
        for at in 0..count(tokens.clone()) {
            for edit in edits {
                let item = edited(tokens.clone(), &mut (at as isize), *edit);
                expand(quote!(), item.clone());
                if at % 7 == 0 {
                    expand(quote!(map), item.clone());
                    expand(
                        parse("reduce(n: +, total: max), local(t = 0, buf = 1)"),
                        item,
                    );
                }
            }
        }
    }
}

#[test]
fn cut_at_every_token() {
    everywhere(&[Edit::Cut]);
}

#[test]
fn one_token_missing_or_twice() {
    everywhere(&[Edit::Drop, Edit::Twice]);
}

#[test]
fn one_token_replaced() {
    everywhere(&[
        Edit::Replace("."),
        Edit::Replace("break"),
        Edit::Replace("_"),
        Edit::Replace("{ x }"),
        Edit::Replace("i"),
        Edit::Replace("self.a[i]"),
    ]);
}

#[test]
fn options_half_typed() {
    let function = parse(FUNCTIONS[0]);
    let options = parse(OPTIONS);
    for at in 0..count(options.clone()) {
        for edit in [
            Edit::Cut,
            Edit::Drop,
            Edit::Twice,
            Edit::Replace("3"),
            Edit::Replace("="),
            Edit::Replace("( )"),
        ] {
            expand(
                edited(options.clone(), &mut (at as isize), edit),
                function.clone(),
            );
        }
    }
}

#[test]
fn other_items() {
    for item in [
        "",
        ";",
        "struct S;",
        "enum E { A }",
        "impl X { fn f() {} }",
        "trait T { fn f(); }",
        "mod m;",
        "const X: u8 = 3;",
        "static X: u8 = 3;",
        "type A = B;",
        "use a::b;",
        "macro_rules! m { () => {}; }",
        "fn f();",
        "fn",
        "fn f(",
        "fn f() -> ",
        "let x = 3;",
        "for x in xs {}",
        "x",
        "{}",
        "fn f() {} fn g() {}",
        "#[a] fn f() { #[b] for x in y {} }",
        "fn f() { for _ in x {} }",
        "fn f() { for (a, .., b) in x { a += b; } }",
        "fn f() { for x in 0.. {} }",
        "fn f() { for x in {} {} }",
        "fn f() { for x in return {} }",
        "fn f() { for x in for y in z {} {} }",
        "fn f(s: &mut Sink) { for x in y { s.push(x).ok(let mut v = x); } }",
        "fn f() { for x in y { if a && let Some(b) = c(let d = e) {} } }",
        // Expressions that begin with a block.
        "fn f(xs: &[f64]) -> f64 { xs.iter().map(|x| x * 2.0).fold(0.0, |a, x| { a } + x) }",
        "fn f(xs: &[u64]) { let mut t = 0; xs.iter().for_each(|x| { if *x > 3 { return { t += x } == (); } t += { *x } + 1; }); }",
        "fn f(w: &mut W, xs: &[u64]) -> R { for x in xs { w.put(x).ok_or({ x } + 1)?; } Ok(()) }",
        "fn f(w: &mut W, xs: &[u64]) { for x in xs { w.put({ x } + 1).expect({ a } + b); } }",
        "extern crate core;",
        "extern \"C\" { fn f(); static S: u8; }",
        "extern \"C\" { fn f(x: u8, ...); }",
        "unsafe extern \"C\" fn f(x: u8, mut args: ...) { for x in xs {} }",
        "union U { a: u8 }",
        "trait A = B;",
        "auto trait A {}",
        "impl !Send for X {}",
        "unsafe impl Send for X {}",
        "mod m { fn f() { for x in xs {} } }",
        "const _: () = { for x in xs {} };",
        "const { for x in xs {} }",
        "static mut S: u8 = { for x in xs {} 3 };",
        "pub macro m($x:tt) { $x }",
        "m! { for x in xs {} }",
        "default fn f() { for x in xs {} }",
        "gen fn f() -> u8 { for x in xs { yield x; } }",
        "async gen fn f() -> u8 { for x in xs { yield x; } }",
        "async unsafe extern \"C\" fn f() { for x in xs {} }",
        "const fn f() { for x in xs {} }",
        "safe fn f() { for x in xs {} }",
        "|x| for x in xs {}",
        "async move { for x in xs {} }",
        "let x = for x in xs {};",
        "x => { for x in xs {} }",
        "field: u8",
        "Variant(u8)",
        "T: Sync",
        "self",
        "\"text\"",
        "fn f(self: &mut Self, _: u8, Self(a): Self) { for x in xs { self.x += 1; a += 1; } }",
        "fn f() -> impl Fn() { move || for x in xs { x } }",
        "fn f() where { for x in xs {} }",
    ] {
        if let Ok(tokens) = item.parse::<TokenStream>() {
            expand(quote!(), tokens.clone());
            expand(quote!(map), tokens);
        }
    }
}
