//! How deep tokens are nested: syn and the phases recurse, and a stack overflow would take the compiler down.

use proc_macro2::{TokenStream, TokenTree};

/// Groups inside groups at most; and prefix operators in a row, which nest without a group.
pub(crate) const LIMIT: usize = 128;

/// The first token that is nested deeper than [`LIMIT`].
pub(crate) fn too_deep(tokens: &TokenStream) -> Option<proc_macro2::Span> {
    // Not by recursion: this is what must not overflow.
    let mut open = vec![tokens.clone().into_iter()];
    let mut run = 0;
    while let Some(inside) = open.last_mut() {
        match inside.next() {
            None => {
                open.pop();
            }
            Some(TokenTree::Group(group)) => {
                if open.len() >= LIMIT {
                    return Some(group.span());
                }
                run = 0;
                open.push(group.stream().into_iter());
            }
            Some(TokenTree::Punct(punct)) => {
                run += 1;
                if run > LIMIT {
                    return Some(punct.span());
                }
            }
            Some(TokenTree::Ident(_) | TokenTree::Literal(_)) => run = 0,
        }
    }
    None
}
