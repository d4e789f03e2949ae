//! Asks the macro about one loop of a function.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::ItemFn;

use super::Refusal;

/// What the macro says against the loops it takes from `function`: those marked, or all.
pub(super) fn refusals(function: &ItemFn) -> Vec<Refusal> {
    let mut found = Vec::new();
    errors(expanded(function), &mut found);
    found
}

/// What the attribute makes of it.
fn expanded(function: &ItemFn) -> TokenStream {
    // Its attributes may be macros that have run before ours, or documentation: none of them matters here.
    let mut function = function.clone();
    function.attrs.clear();
    amorsize_analysis::analysis::attribute(TokenStream::new(), function.into_token_stream())
}

/// What the sites run over that the macro takes from `function`.
pub(super) fn heads(function: &ItemFn) -> Vec<String> {
    let mut found = Vec::new();
    plans(expanded(function), &mut found);
    found
}

/// Finds the `head: "…"` of plans.
fn plans(tokens: TokenStream, found: &mut Vec<String>) {
    let mut named = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => named = ident == "head",
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            TokenTree::Literal(literal) if named => {
                named = false;
                if let Ok(text) = syn::parse2::<syn::LitStr>(TokenTree::from(literal).into()) {
                    found.push(text.value());
                }
            }
            TokenTree::Group(group) => {
                named = false;
                plans(group.stream(), found);
            }
            _ => named = false,
        }
    }
}

/// Finds the `compile_error! { "…" }` in what the macro gives; and its warnings, that a loop is taken and yet stays serial.
fn errors(tokens: TokenStream, found: &mut Vec<Refusal>) {
    let mut called = false;
    for token in tokens {
        match token {
            TokenTree::Literal(literal) => {
                let text = syn::parse2::<syn::LitStr>(TokenTree::from(literal).into());
                if let Ok(text) = text
                    && text.value().starts_with("[AMZ040] ")
                {
                    found.push(refusal(&text));
                }
                called = false;
            }
            TokenTree::Ident(ident) if ident == "compile_error" => {
                called = true;
            }
            TokenTree::Group(group) if called => {
                called = false;
                if let Ok(text) = syn::parse2::<syn::LitStr>(group.stream()) {
                    found.push(refusal(&text));
                }
            }
            TokenTree::Group(group) => errors(group.stream(), found),
            TokenTree::Punct(punct) if punct.as_char() == '!' => {}
            _ => called = false,
        }
    }
}

/// `[AMZ011] reason` and `help: …`, at the place of the message.
fn refusal(text: &syn::LitStr) -> Refusal {
    let message = text.value();
    let (code, rest) = message
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "))
        .unwrap_or(("", &message));
    let (reason, help) = rest.split_once("\nhelp: ").unwrap_or((rest, ""));
    let place = text.span().start();
    Refusal {
        code: code.to_owned(),
        line: place.line,
        column: place.column + 1,
        reason: reason.to_owned(),
        help: help.to_owned(),
    }
}
