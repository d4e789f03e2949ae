//! The elements that each iteration owns: views of arrays, zipped to the counter they are indexed by.

use super::bounds;
use super::heads::Spelled;
use crate::body::Usage;
use crate::head::Level;
use crate::names::{beside, said_at};
use crate::place::{Place, receiver, restore};
use crate::plan::{Elements, Keep, Offset, Sink, SitePlan};
use crate::rewrite;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Pat;
use syn::spanned::Spanned;

/// What the views of T1 need.
pub(super) struct Views {
    /// Before all others: empty containers that views borrow from.
    pub(super) stores: TokenStream,
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
    match sink.keep {
        // Not cut: it stands in the body itself.
        Keep::Disjoint(_) => sink.part.clone(),
        _ => beside(&sink.part, "view"),
    }
}

/// The views of a call.
pub(super) fn of(plan: &SitePlan, spelled: &Spelled<'_>, p: &TokenStream) -> Views {
    let mut views = Views {
        stores: quote!(),
        prepare: quote!(),
        optional: None,
        pattern_all: quote!(),
    };
    let mut all: Option<(TokenStream, TokenStream)> = None;
    for sink in &plan.sinks {
        if !matches!(sink.keep, Keep::View { .. } | Keep::Disjoint(_)) {
            continue;
        }
        let reached = said_at(sink.place.expr.span(), quote!(.amorsize_place()));
        let place = receiver(&sink.place.expr);
        let place = quote!(#place #reached);
        if needs_length(plan, &sink.place) {
            let length = rewrite::length_ident(sink);
            // Taken while the array is not yet borrowed; passed on beside the view.
            views
                .prepare
                .extend(quote!(let #length = #p::SplitIndex::len(#place);));
        }
        let view = match &sink.keep {
            // At the user's own `unsafe`, so that `forbid(unsafe_code)` sees it.
            Keep::Disjoint(promise) => quote_spanned!(*promise=> unsafe { #p::disjoint(#place) }),
            Keep::View { level, of } => view(sink, *level, of, &place, spelled, &mut views),
            _ => continue,
        };
        let name = view_ident(sink);
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
    if let Some((values, pattern)) = all {
        (views.optional, views.pattern_all) = (Some(values), pattern);
    }
    views
}

/// The view of one array, and what must stand before it.
fn view(
    sink: &Sink,
    level: Level,
    of: &Elements,
    place: &TokenStream,
    spelled: &Spelled<'_>,
    views: &mut Views,
) -> TokenStream {
    let p = spelled.private;
    // What cannot be cut is said at the place.
    let at = sink.place.expr.span();
    match of {
        Elements::One(offset) => {
            let indices = indices(level, offset.as_ref(), spelled);
            let view = said_at(at, quote!(#p::view));
            quote!(#view(#place, #indices))
        }
        Elements::Shifted(by) => {
            let (counter, by) = (
                bounds::counter(level, spelled),
                bounds::spelled(by, spelled),
            );
            let view = said_at(at, quote!(#p::view));
            quote!(#view(#place, #p::shifted(#counter, #by)))
        }
        Elements::Rows { stride, offsets } => {
            let (distance, taken) = (beside(&sink.part, "stride"), beside(&sink.part, "offsets"));
            let (stride, offsets) = (
                bounds::spelled(stride, spelled),
                bounds::all(offsets, spelled),
            );
            views
                .prepare
                .extend(quote!(let (#distance, #taken) = (#stride, #offsets);));
            let counter = bounds::counter(level, spelled);
            let rows = said_at(at, quote!(#p::rows));
            quote!(#rows(#place, #counter, #distance, #taken))
        }
        Elements::Columns(_) | Elements::Crosses { .. } => {
            let offset = match of {
                Elements::Columns(offset) => offset.as_ref(),
                _ => None,
            };
            let indices = indices(level, offset, spelled);
            let lines = beside(&sink.part, "lines");
            views
                .stores
                .extend(quote!(let mut #lines = #p::Lines::new();));
            match of {
                Elements::Crosses { upper } => {
                    let crosses = said_at(at, quote!(#p::crosses));
                    quote!(#crosses(&mut #lines, #place, #indices, #upper))
                }
                _ => {
                    let columns = said_at(at, quote!(#p::columns));
                    quote!(#columns(&mut #lines, #place, #indices))
                }
            }
        }
    }
}

/// The indices of `array[i + offset]` over the loop.
fn indices(level: Level, offset: Option<&Offset>, spelled: &Spelled<'_>) -> TokenStream {
    let p = spelled.private;
    let by = |inner: bool| match offset {
        Some(o) if o.inner == inner => {
            // A type that is no integer is said at the subscript.
            let (by, at) = (restore(&o.by), o.by.span());
            if o.negative {
                quote_spanned!(at=> -((#by) as i128))
            } else {
                quote_spanned!(at=> (#by) as i128)
            }
        }
        _ => quote!(0),
    };
    let cast = offset.is_some_and(|o| o.inner);
    let (inner, outer) = (by(true), by(false));
    match level {
        Level::Base => {
            let base = &spelled.names[spelled.head.base];
            let (inner, outer) = if cast {
                (inner, quote!(0))
            } else {
                (quote!(0), outer)
            };
            quote!(#p::view_indices_cast(&#base, #inner, #outer))
        }
        Level::Enumerate(number) => {
            let items = spelled.counted(number);
            let offset = if cast { inner } else { outer };
            quote!(#p::counter_indices(#items, #offset))
        }
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
            .map(|s| match &s.keep {
                Keep::View {
                    of: Elements::One(_) | Elements::Shifted(_),
                    ..
                } => s.part.to_token_stream(),
                _ => {
                    let part = &s.part;
                    quote!(mut #part)
                }
            })
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
