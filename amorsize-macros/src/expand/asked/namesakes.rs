//! Methods that stand for the standard library's: whether a trait of the user's has one of that name, which the plain loop calls.

use crate::body::UpdateKind;
use crate::expand::views::needs_length;
use crate::names::said_at;
use crate::place::receiver;
use crate::plan::{Keep, Sink, SitePlan};
use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;

/// The questions: the calls, where traits of ours with these methods are at hand. If there is another, the call is ambiguous.
pub(super) fn of(plan: &SitePlan, p: &TokenStream) -> TokenStream {
    plan.sinks
        .iter()
        .map(|sink| {
            let (place, at) = (receiver(&sink.place.expr), sink.place.expr.span());
            let calls = calls(plan, sink, p).map(|call| said_at(at, call));
            quote!(#({ #place #calls; })*)
        })
        .collect()
}

fn calls(plan: &SitePlan, sink: &Sink, p: &TokenStream) -> impl Iterator<Item = TokenStream> {
    let has = |test: &dyn Fn(&UpdateKind) -> bool| {
        let mut updates = plan.body.updates.iter();
        updates.any(|u| u.place.key == sink.place.key && test(&u.kind))
    };
    let is_view = matches!(sink.keep, Keep::View { .. });
    let swaps = is_view && has(&|kind| matches!(kind, UpdateKind::Call(name, _) if name == "swap"));
    let measured = is_view && needs_length(plan, &sink.place);
    let written = matches!(sink.keep, Keep::Part(..)) && has(&|kind| *kind == UpdateKind::Write);
    [
        swaps.then(|| quote!(.swap(loop {}, loop {}))),
        measured.then(|| quote!(.len())),
        written.then(|| quote!(.write_fmt(#p::format_args!("")))),
    ]
    .into_iter()
    .flatten()
}
