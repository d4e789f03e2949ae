//! The log of a chunk: a variant per statement that is replayed, and the replay.

use super::checked;
use crate::names::ours;
use crate::plan::SitePlan;
use crate::rewrite::Entry;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The log of a loop.
pub(super) struct Spelled {
    /// The type of an entry.
    pub(super) entry: TokenStream,
    /// The memory of all chunks' logs.
    pub(super) memory: TokenStream,
    /// What a chunk starts with.
    pub(super) start: TokenStream,
    /// The user's statements with the operands of a chunk.
    pub(super) replay: TokenStream,
}

/// `None` where nothing is logged.
pub(super) fn spelled(
    plan: &SitePlan,
    entries: &[Entry],
    log: &Ident,
    p: &TokenStream,
) -> Option<Spelled> {
    if entries.is_empty() {
        return None;
    }
    let mut parameters = Vec::new();
    let mut variants = Vec::new();
    let mut arms = Vec::new();
    for entry in entries {
        let types: Vec<Ident> = (0..entry.operands)
            .map(|_| {
                let parameter = format_ident!("T{}", parameters.len());
                parameters.push(parameter.clone());
                parameter
            })
            .collect();
        let names: Vec<Ident> = (0..entry.operands)
            .map(|n| ours(&format!("operand{n}")))
            .collect();
        let (variant, replay) = (&entry.variant, &entry.replay);
        if types.is_empty() {
            variants.push(quote!(#variant()));
        } else {
            variants.push(quote!(#variant(#(#types),*)));
        }
        let replay = match checked::replays(plan, entry.target.as_ref()) {
            Some(replays) => quote!(if #replays { #replay; }),
            None => quote!(#replay;),
        };
        arms.push(quote!(AmorsizeEntry::#variant(#(#names),*) => { #replay }));
    }
    let generics = if parameters.is_empty() {
        quote!()
    } else {
        quote!(<#(#parameters),*>)
    };
    let (entry, logs) = (ours("entry"), ours("logs"));
    Some(Spelled {
        entry: quote!(enum AmorsizeEntry #generics { #(#variants),* }),
        memory: quote!(let #logs = &#p::Logs::new();),
        start: quote!(#logs.start()),
        replay: quote!(
            for #entry in #logs.entries(&mut #log) { match #entry { #(#arms)* } }
            #logs.keep(#log);
        ),
    })
}
