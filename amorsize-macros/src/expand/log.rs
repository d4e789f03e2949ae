//! The log of a chunk: a variant per statement that is replayed, and the replay.

use super::checked;
use crate::names::ours;
use crate::plan::SitePlan;
use crate::rewrite::{Entry, log_entry};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// Variants of the largest type of entries that the runtime has.
const MOST: usize = 8;

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
    let arms = entries.iter().map(|entry| {
        let names: Vec<Ident> = (0..entry.operands)
            .map(|n| ours(&format!("operand{n}")))
            .collect();
        let (pattern, replay) = (log_entry(&entry.variant, &names), &entry.replay);
        match checked::replays(plan, entry.target.as_ref()) {
            Some(replays) => quote!(#pattern => { if #replays { #replay; } }),
            None => quote!(#pattern => { #replay; }),
        }
    });
    let (entry, logs) = (ours("entry"), ours("logs"));
    Some(Spelled {
        entry: declaration(entries, p),
        memory: quote!(let #logs = &#p::Logs::new();),
        start: quote!(#logs.start()),
        replay: quote!(
            for #entry in #logs.entries(&mut #log) { match #entry { #(#arms)* } }
            #logs.keep(#log);
        ),
    })
}

/// Loops that log the same types share a type of ours, as long as there is one with so many variants.
fn declaration(entries: &[Entry], p: &TokenStream) -> TokenStream {
    let variants: Vec<&Ident> = entries.iter().map(|entry| &entry.variant).collect();
    if variants.len() > MOST {
        return quote!(enum AmorsizeEntry<#(#variants),*> { #(#variants(#variants)),* });
    }
    let shared = format_ident!("Entries{}", variants.len(), span = Span::mixed_site());
    quote!(use #p::#shared as AmorsizeEntry;)
}
