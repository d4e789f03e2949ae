//! The plain loop: what runs when nobody helps, and what chunks are compared with.

use crate::place::restore;
use crate::plan::{Keep, SitePlan, Stepped};
use crate::while_let;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Block;

/// The loop as the user wrote it, over this head.
pub(super) fn over(plan: &SitePlan, head: TokenStream) -> TokenStream {
    with_body(plan, head, &plan.site.source.body)
}

/// The same with another body, if it is a `for` loop.
pub(super) fn with_body(plan: &SitePlan, head: TokenStream, body: &Block) -> TokenStream {
    let source = &plan.site.source;
    let (label, for_token, pat, in_token) = (
        &source.label,
        &source.for_token,
        &source.pat,
        &source.in_token,
    );
    let locals: Vec<TokenStream> = plan
        .sinks
        .iter()
        .filter_map(|s| match &s.keep {
            Keep::Local(start) => {
                let name = restore(&s.place.expr);
                Some(quote!(let mut #name = #start;))
            }
            _ => None,
        })
        .collect();
    let plain = match (&plan.site.while_let, &plan.site.plain) {
        (Some(written), _) => while_let::over(written, &head),
        (None, Some(chain)) => quote!(#head #chain;),
        (None, None) if plan.site.stepped.is_some() => stepped(plan, &head),
        (None, None) => quote!(#label #for_token #pat #in_token #head #body),
    };
    quote!(#(#locals)* #plain)
}

/// A loop whose adapters run in the body, with the adapters where they were.
fn stepped(plan: &SitePlan, head: &TokenStream) -> TokenStream {
    let Some(Stepped { written, plain }) = &plan.site.stepped else {
        return quote!();
    };
    let (label, pat, body) = (&written.label, &written.pat, &written.body);
    let (for_token, in_token) = (&written.for_token, &written.in_token);
    quote!(#label #for_token #pat #in_token #head #plain #body)
}
