//! `while let Some(x) = it.next() { … }`, which is `for x in it.by_ref() { … }`.

use crate::errors::{self, Message, Spot};
use crate::place::{bare, compact, text};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprForLoop, ExprMethodCall, ExprWhile, Ident, Pat};

/// What a `while` is, or why it is not a loop over an iterator.
pub(crate) fn as_for(found: &ExprWhile) -> Result<ExprForLoop, (Spot, Message)> {
    let unknown = || {
        (
            found.while_token.span.into(),
            errors::not_a_for_loop("while"),
        )
    };
    let (pat, call) = taken_apart(found).ok_or_else(unknown)?;
    let receiver = &call.receiver;
    let method = call.method.to_string();
    if ["pop", "pop_front", "pop_back", "pop_first", "pop_last"].contains(&method.as_str()) {
        let list = text(receiver);
        return Err((call.method.span().into(), errors::worklist(&list, &method)));
    }
    if method != "next" {
        return Err(unknown());
    }
    let Some(root) = root(receiver) else {
        return Err((Spot::of(receiver), errors::evaluated_again(&text(receiver))));
    };
    if !always_matches(pat) {
        return Err((
            Spot::of(pat),
            errors::may_not_match(&compact(&pat.to_token_stream().to_string())),
        ));
    }
    if let Some(span) = named(&root, found.body.to_token_stream()) {
        return Err((span.into(), errors::iterator_in_body(&root.to_string())));
    }
    let (label, body) = (&found.label, &found.body);
    let mut source: ExprForLoop = syn::parse_quote!(#label for #pat in #receiver.by_ref() #body);
    source.attrs.clone_from(&found.attrs);
    source.for_token.span = found.while_token.span;
    Ok(source)
}

/// The same loop over `head`.
pub(crate) fn over(found: &ExprWhile, head: &TokenStream) -> TokenStream {
    let mut new = found.clone();
    new.attrs.clear();
    if let Expr::Let(condition) = &mut *new.cond
        && let Expr::MethodCall(call) = &mut *condition.expr
    {
        *call.receiver = Expr::Verbatim(head.clone());
    }
    new.into_token_stream()
}

/// `pattern` and `receiver.method()` of `while let Some(pattern) = receiver.method()`.
fn taken_apart(found: &ExprWhile) -> Option<(&Pat, &ExprMethodCall)> {
    let Expr::Let(condition) = &*found.cond else {
        return None;
    };
    let (Pat::TupleStruct(some), Expr::MethodCall(call)) = (&*condition.pat, &*condition.expr)
    else {
        return None;
    };
    let is_some = some.path.segments.last().is_some_and(|s| s.ident == "Some");
    (is_some && some.elems.len() == 1 && call.args.is_empty() && call.turbofish.is_none())
        .then(|| (&some.elems[0], call))
}

/// The variable of `it`, `self.tokens`, `(*it)`: a place that is the same each time it is looked at.
fn root(expr: &Expr) -> Option<Ident> {
    match bare(expr) {
        Expr::Path(path) => path.path.get_ident().cloned(),
        Expr::Field(field) => root(&field.base),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => root(&unary.expr),
        _ => None,
    }
}

/// Whether a pattern matches everything; a name in capitals may be a constant.
fn always_matches(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(p) => p.subpat.is_none() && !p.ident.to_string().starts_with(char::is_uppercase),
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Tuple(p) => p.elems.iter().all(always_matches),
        Pat::Reference(p) => always_matches(&p.pat),
        Pat::Paren(p) => always_matches(&p.pat),
        Pat::Type(p) => always_matches(&p.pat),
        _ => false,
    }
}

/// Where some tokens name a variable, texts of format macros included.
fn named(name: &Ident, tokens: TokenStream) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => (ident == *name).then(|| ident.span()),
        TokenTree::Group(group) => named(name, group.stream()),
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            text.contains(&format!("{{{name}")).then(|| literal.span())
        }
        TokenTree::Punct(_) => None,
    })
}
