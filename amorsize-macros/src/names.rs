//! The names that the expansion gives to its own variables.

use proc_macro2::{Ident, Span, TokenStream};

/// A variable of ours: `__head`.
///
/// Hygiene keeps it apart from the user's variables, but not from constants, statics and unit structs of that name: a
/// pattern would mean those. So the name is one that nobody has.
pub(crate) fn ours(name: &str) -> Ident {
    Ident::new(&format!("__{name}"), Span::mixed_site())
}

/// The name for another thing about the same place: `__total_part` gives `__total_kind`.
pub(crate) fn beside(part: &Ident, what: &str) -> Ident {
    let part = part.to_string();
    // Once: `part` and `part_part` are names of variables too.
    let stem = part.strip_suffix("_part").unwrap_or(&part);
    Ident::new(&format!("{stem}_{what}"), Span::mixed_site())
}

/// Tokens of ours, such as the path of a function, whose errors are said at the user's `span`.
pub(crate) fn said_at(span: Span, tokens: TokenStream) -> TokenStream {
    let moved = tokens.into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    moved.collect()
}
