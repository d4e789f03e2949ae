//! `for x in xs.iter().map(f).filter(g) { … }`: the head is cut in front of the first adapter that is not cut by index,
//! and the adapters run in the body, item by item, which is when the plain loop runs them.

use crate::errors::{self, Errors};
use crate::names::ours;
use crate::place::bare;
use crate::plan::{Site, Stepped};
use crate::scope::{Kind, Scopes};
use crate::uncut::{AFTER, ENDING, is, is_step};
use proc_macro2::{Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, ExprForLoop, Lifetime, parse_quote};

/// The loop with the steps in its body; as it was if there are none.
pub(crate) fn into_body(mut site: Site, scopes: &Scopes, errors: &Errors) -> Site {
    if site.while_let.is_some() || site.options.pull.is_some() {
        return site;
    }
    let mut calls = Vec::new();
    let mut at = bare(&site.source.expr);
    while let Expr::MethodCall(call) = at
        && (is_step(call) || is(AFTER, call))
    {
        calls.push(call.clone());
        at = bare(&call.receiver);
    }
    // Those in front of the first step are cut with the head.
    while calls.last().is_some_and(|call| is(AFTER, call)) {
        calls.pop();
    }
    let Some(first) = calls.last() else {
        return site;
    };
    let head = (*first.receiver).clone();
    calls.reverse();
    let (each, ended) = (ours("each"), ours("ended"));
    let mut made = quote!(__amorsize::once(#each));
    for call in &calls {
        let (method, turbofish) = (&call.method, &call.turbofish);
        let arguments = call.args.iter().map(|a| argument(a, scopes, errors));
        made = if is(ENDING, call) {
            quote!(__amorsize::#method #turbofish(#made, #(#arguments,)* &#ended))
        } else {
            quote!(#made.#method #turbofish(#(#arguments),*))
        };
    }
    let ends = calls.iter().any(|call| is(ENDING, call));
    let written = calls.iter().map(|call| {
        let (method, turbofish, args) = (&call.method, &call.turbofish, &call.args);
        quote!(.#method #turbofish(#args))
    });
    let plain = quote!(#(#written)*);
    let source = stepped(&site.source, &head, &made, ends);
    let written = std::mem::replace(&mut site.source, source);
    site.stepped = Some(Stepped { written, plain });
    site
}

/// An argument as it is used for every item.
fn argument(argument: &Expr, scopes: &Scopes, errors: &Errors) -> TokenStream {
    match bare(argument) {
        Expr::Closure(closure) => {
            if let Some(capture) = &closure.capture {
                errors.at(capture, errors::copies_of_its_own());
            }
            quote!(#argument)
        }
        Expr::Path(path) => {
            let variable = path.path.get_ident().and_then(|ident| scopes.find(ident));
            match variable {
                Some(binding) if binding.kind != Kind::NotAVariable => quote!(&#argument),
                _ => quote!(#argument),
            }
        }
        _ => {
            errors.at(
                argument,
                errors::made_for_the_head(&crate::place::text(argument)),
            );
            quote!(#argument)
        }
    }
}

/// The loop over `head` whose body goes through what the steps make of one item.
///
/// With `ends` an item may end the loop.
fn stepped(source: &ExprForLoop, head: &Expr, made: &TokenStream, ends: bool) -> ExprForLoop {
    let (label, pat, body) = (&source.label, &source.pat, &source.body);
    let (each, items, ended) = (ours("each"), ours("items"), ours("ended"));
    let all = Lifetime::new("'__each", Span::mixed_site());
    let (start, end, next) = if ends {
        (
            quote!(let #ended = __amorsize::Ended::new(false);),
            quote!(if #ended.get() { break #all; }),
            quote!(if #ended.get() { break #all } else { continue #all }),
        )
    } else {
        (quote!(), quote!(), quote!(continue #all))
    };
    let mut new: ExprForLoop = if leaves_nothing(body.to_token_stream()) {
        let outer = ends.then(|| quote!(#all:));
        parse_quote!(#outer for #each in #head { #start #label for #pat in #made #body #end })
    } else {
        // `break`, also one that a macro hides, ends the inner loop and then this one.
        parse_quote!(#all: for #each in #head {
            #start
            let mut #items = #made;
            #label loop {
                match __amorsize::Iterator::next(&mut #items) {
                    __amorsize::Option::None => #next,
                    __amorsize::Option::Some(#pat) => #body
                }
            }
            break #all;
        })
    };
    new.attrs.clone_from(&source.attrs);
    (new.for_token, new.in_token) = (source.for_token, source.in_token);
    new
}

/// Words that `!` may follow as a negation.
const NOT_MACROS: [&str; 6] = ["return", "in", "if", "while", "match", "else"];

/// Whether nothing in some tokens can be a `break`: no such word, no macro.
fn leaves_nothing(tokens: TokenStream) -> bool {
    let mut before: Option<TokenTree> = None;
    tokens.into_iter().all(|token| {
        let fine = match &token {
            TokenTree::Ident(ident) => ident != "break",
            TokenTree::Group(group) => leaves_nothing(group.stream()),
            // Not `!=`, nor a negation after a word of the language.
            TokenTree::Punct(punct) if punct.as_char() == '!' => {
                punct.spacing() == Spacing::Joint
                    || !matches!(&before, Some(TokenTree::Ident(word)) if !NOT_MACROS.iter().any(|w| word == w))
            }
            _ => true,
        };
        before = Some(token);
        fine
    })
}
