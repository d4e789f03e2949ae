//! `twin!` writes three copies of one source text:
//!
//! * `plain`: every attribute of amorsize and every marker deleted, which is what the others are compared with;
//! * `auto`: annotated, `workers` from the driver, chunks cut as the runtime likes;
//! * `cut`: annotated, `workers` and `chunk` from the driver.
//!
//! `amorsize::parallel_block! { … }` is a plain block in the first copy and gets the options in the others.
//!
//! Each function of the signature `fn name(x: &In) -> T` becomes a test that drives the three over all inputs.

use proc_macro::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// `twin! { name; items }` gives a module `name` with the three copies and their tests.
#[proc_macro]
pub fn twin(input: TokenStream) -> TokenStream {
    let mut input = input.into_iter();
    let Some(TokenTree::Ident(name)) = input.next() else {
        panic!("twin! starts with the name of its module");
    };
    input.next();
    let items: TokenStream = input.collect();
    let mut out = TokenStream::new();
    for (copy, options) in [("plain", None), ("auto", Some(AUTO)), ("cut", Some(CUT))] {
        let mut module = text("#[allow(unused_imports)] use super::*;");
        module.extend(public(annotate(items.clone(), options)));
        out.extend(text("#[allow(unused, clippy::all)] pub"));
        out.extend([ident("mod"), ident(copy), braces(module)]);
    }
    for (case, attributes) in cases(items) {
        out.extend(attributes);
        out.extend(text(&format!(
            "#[test] fn {case}() {{ crate::harness::drive(concat!(module_path!(), \"::{case}\"), plain::{case}, auto::{case}, cut::{case}); }}"
        )));
    }
    let mut module = text("#[allow(unused_imports)] use super::*;");
    module.extend(out);
    [ident("mod"), TokenTree::Ident(name), braces(module)]
        .into_iter()
        .collect()
}

/// `pair! { items }` gives `mod plain`, with every attribute of amorsize and every marker deleted, and `mod annotated`, as written.
#[proc_macro]
pub fn pair(items: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    for (copy, items) in [
        ("plain", annotate(items.clone(), None)),
        ("annotated", items),
    ] {
        let mut module = text("#[allow(unused_imports)] use super::*;");
        module.extend(items);
        out.extend(text("pub(crate)"));
        out.extend([ident("mod"), ident(copy), braces(module)]);
    }
    out
}

const AUTO: &str = "workers = crate::harness::workers()";
const CUT: &str = "workers = crate::harness::workers(), chunk = crate::harness::chunk()";

/// The items with `#[amorsize::parallel]` given these options, or without any of our attributes.
fn annotate(tokens: TokenStream, options: Option<&str>) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    let mut in_block = None;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(ref hash) if hash.as_char() == '#' => match tokens.peek() {
                Some(TokenTree::Group(attribute))
                    if attribute.delimiter() == Delimiter::Bracket =>
                {
                    let attribute = attribute.clone();
                    match (ours(&attribute), options) {
                        (None, _) => out.extend([token]),
                        (Some(_), None) => {
                            tokens.next();
                        }
                        (Some(Ours::Attribute), Some(options)) => {
                            tokens.next();
                            out.extend([
                                token,
                                TokenTree::Group(with_options(&attribute, options)),
                            ]);
                        }
                        (Some(Ours::Marker), Some(_)) => {
                            tokens.next();
                            out.extend([token, TokenTree::Group(attribute)]);
                        }
                    }
                }
                _ => out.extend([token]),
            },
            TokenTree::Ident(ref root)
                if root.to_string() == "amorsize" && is_block(&mut tokens) =>
            {
                match options {
                    Some(options) => {
                        in_block = Some(text(&format!("#![parallel({options})]")));
                        out.extend([token]);
                    }
                    // The path and the `!`: what follows is a block.
                    None => drop(tokens.by_ref().take(4).collect::<Vec<_>>()),
                }
            }
            TokenTree::Group(group) => {
                let mut content = in_block.take().unwrap_or_default();
                content.extend(annotate(group.stream(), options));
                let mut inner = Group::new(group.delimiter(), content);
                inner.set_span(group.span());
                out.extend([TokenTree::Group(inner)]);
            }
            other => out.extend([other]),
        }
    }
    out
}

/// Whether `::parallel_block!` comes next.
fn is_block(tokens: &mut Tokens) -> bool {
    let next: String = tokens.clone().take(4).map(|t| t.to_string()).collect();
    next == "::parallel_block!"
}

type Tokens = std::iter::Peekable<proc_macro::token_stream::IntoIter>;

enum Ours {
    Attribute,
    Marker,
}

/// `[amorsize::parallel…]` on a function, `[parallel…]` or `[serial]` inside.
fn ours(attribute: &Group) -> Option<Ours> {
    match attribute.stream().into_iter().next() {
        Some(TokenTree::Ident(i)) if i.to_string() == "amorsize" => Some(Ours::Attribute),
        Some(TokenTree::Ident(i)) if ["parallel", "serial"].contains(&i.to_string().as_str()) => {
            Some(Ours::Marker)
        }
        _ => None,
    }
}

fn with_options(attribute: &Group, options: &str) -> Group {
    let mut path = Vec::new();
    let mut given = TokenStream::new();
    for token in attribute.stream() {
        match token {
            TokenTree::Group(list) => given = list.stream(),
            other => path.push(other),
        }
    }
    if !given.is_empty() {
        given.extend(text(","));
    }
    given.extend(text(options));
    path.push(TokenTree::Group(Group::new(Delimiter::Parenthesis, given)));
    let mut with = Group::new(Delimiter::Bracket, path.into_iter().collect());
    with.set_span(attribute.span());
    with
}

/// The names of the functions `fn name(x: &In)`, with their `#[cfg]`s.
fn cases(items: TokenStream) -> Vec<(Ident, TokenStream)> {
    let items: Vec<TokenTree> = items.into_iter().collect();
    let mut found = Vec::new();
    let mut conditions = TokenStream::new();
    for at in 0..items.len() {
        match &items[at] {
            TokenTree::Group(g)
                if g.delimiter() == Delimiter::Bracket
                    && g.stream().to_string().starts_with("cfg") =>
            {
                conditions.extend(items[at - 1..=at].iter().cloned());
            }
            // The end of an item's body.
            TokenTree::Group(g) if g.delimiter() == Delimiter::Brace => {
                conditions = TokenStream::new()
            }
            _ => {
                if let Some(name) = case(&items[at..]) {
                    found.push((name, conditions.clone()));
                }
            }
        }
    }
    found
}

/// The name, if this is `fn name(x: &In)`.
fn case(tokens: &[TokenTree]) -> Option<Ident> {
    match tokens {
        [
            TokenTree::Ident(word),
            TokenTree::Ident(name),
            TokenTree::Group(args),
            ..,
        ] if word.to_string() == "fn" => {
            let args: String = args.stream().to_string().split_whitespace().collect();
            (args == "x:&In").then(|| name.clone())
        }
        _ => None,
    }
}

/// The cases made visible to the test beside their module.
fn public(items: TokenStream) -> TokenStream {
    let items: Vec<TokenTree> = items.into_iter().collect();
    let mut out = TokenStream::new();
    for at in 0..items.len() {
        if case(&items[at..]).is_some() {
            out.extend(text("pub(in super::super)"));
        }
        out.extend([items[at].clone()]);
    }
    out
}

fn text(text: &str) -> TokenStream {
    text.parse().expect("tokens of ours")
}

fn ident(name: &str) -> TokenTree {
    TokenTree::Ident(Ident::new(name, Span::call_site()))
}

fn braces(stream: TokenStream) -> TokenTree {
    TokenTree::Group(Group::new(Delimiter::Brace, stream))
}
