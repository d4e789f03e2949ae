//! The elements that each iteration owns: views of arrays, zipped to the counter they are indexed by.

use super::heads::Spelled;
use crate::body::Usage;
use crate::head::{Head, Level};
use crate::names::beside;
use crate::place::{Place, restore};
use crate::plan::{Keep, Sink, SitePlan};
use crate::rewrite;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Pat;

/// What the views of T1 need.
pub(super) struct Views {
    /// Statements that prepare the indices.
    pub(super) prepare: TokenStream,
    /// An `Option` of all views; `None` without views.
    pub(super) optional: Option<TokenStream>,
    /// The pattern of that option's value.
    pub(super) pattern_all: TokenStream,
}

pub(super) fn view_sinks(plan: &SitePlan) -> Vec<&Sink> {
    plan.sinks
        .iter()
        .filter(|s| matches!(s.keep, Keep::View { .. }))
        .collect()
}

pub(super) fn view_ident(sink: &Sink) -> Ident {
    beside(&sink.part, "view")
}

pub(super) fn of(plan: &SitePlan, spelled: &Spelled<'_>, p: &TokenStream) -> Views {
    let mut prepare = quote!();
    let mut all: Option<(TokenStream, TokenStream)> = None;
    let base = &spelled.names[plan.heading.head.base];
    for sink in view_sinks(plan) {
        let Keep::View { level, offset } = &sink.keep else {
            continue;
        };
        let place = restore(&sink.place.expr);
        if needs_length(plan, &sink.place) {
            let length = rewrite::length_ident(sink);
            // Taken while the array is not yet borrowed; passed on beside the view.
            prepare = quote!(#prepare let #length = #p::SplitIndex::len(#place.amorsize_place()););
        }
        let by = |inner: bool| match offset {
            Some(o) if o.inner == inner => {
                let by = restore(&o.by);
                if o.negative {
                    quote!(-((#by) as i128))
                } else {
                    quote!((#by) as i128)
                }
            }
            _ => quote!(0),
        };
        let cast = offset.as_ref().is_some_and(|o| o.inner);
        let (inner, outer) = (by(true), by(false));
        let indices = match level {
            Level::Base if cast => quote!(#p::view_indices_cast(&#base, #inner, 0)),
            Level::Base => quote!(#p::view_indices_cast(&#base, 0, #outer)),
            Level::Enumerate(number) => {
                let below = Head {
                    base: plan.heading.head.base,
                    is_range: plan.heading.head.is_range,
                    adapters: Vec::new(),
                };
                let mut extent = spelled.extent(&below);
                for adapter in &plan.heading.head.adapters[..*number] {
                    let call = spelled.adapter(adapter, &|h| spelled.extent(h));
                    extent = quote!(#extent.#call);
                }
                {
                    let offset = if cast { inner } else { outer };
                    quote!(#p::counter_indices(#extent.items(), #offset))
                }
            }
        };
        let (name, view) = (
            view_ident(sink),
            quote!(#p::view(#place.amorsize_place(), #indices)),
        );
        let (value, pattern) = if needs_length(plan, &sink.place) {
            let length = rewrite::length_ident(sink);
            (quote!(#p::both(#length, #view)), quote!((#length, #name)))
        } else {
            (view, quote!(#name))
        };
        all = Some(match all {
            None => (value, pattern),
            Some((values, patterns)) => (
                quote!(#p::pair(#values, #value)),
                quote!((#patterns, #pattern)),
            ),
        });
    }
    let (optional, pattern_all) = match all {
        Some((values, pattern)) => (Some(values), pattern),
        None => (None, quote!()),
    };
    Views {
        prepare,
        optional,
        pattern_all,
    }
}

pub(super) fn needs_length(plan: &SitePlan, place: &Place) -> bool {
    plan.body
        .mentions
        .iter()
        .any(|m| m.place.key == place.key && matches!(m.usage, Usage::Length))
}

pub(super) fn pattern(plan: &SitePlan) -> Pat {
    let mut pattern = (*plan.site.source.pat).clone();
    let mut levels: Vec<Level> = Vec::new();
    for sink in view_sinks(plan) {
        if let Keep::View { level, .. } = &sink.keep
            && !levels.contains(level)
        {
            levels.push(*level);
        }
    }
    // From the inside out, so that a pattern that grew is not looked into again.
    levels.sort_by_key(|l| match l {
        Level::Base => 0,
        Level::Enumerate(n) => n + 1,
    });
    for level in levels {
        let views = view_sinks(plan)
            .into_iter()
            .filter(|s| matches!(&s.keep, Keep::View { level: l, .. } if *l == level))
            .map(|s| s.part.to_token_stream())
            .reduce(|a, b| quote!((#a, #b)));
        if let Some(views) = views {
            use syn::parse::Parser;
            if let Ok(views) = Pat::parse_single.parse2(views) {
                pattern = plan.heading.head.pattern_with(&pattern, level, &views);
            }
        }
    }
    pattern
}
