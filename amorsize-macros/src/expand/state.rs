//! What a chunk keeps of every sink, and how that gets back.

use super::views::needs_length;
use crate::args::{Float, Monoid};
use crate::names::{beside, ours};
use crate::place::{receiver, restore};
use crate::plan::{Best, Exact, Family, Keep, Sink, SitePlan};
use crate::rewrite;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

/// What a chunk keeps, and how that gets back: the pieces of the arm that sinks add to.
#[derive(Default)]
pub(super) struct State {
    /// Before the call: kinds.
    pub(super) before: TokenStream,
    /// What a chunk starts with, the names for it, how each is merged.
    pub(super) starts: Vec<TokenStream>,
    pub(super) parts: Vec<TokenStream>,
    pub(super) merges: Vec<TokenStream>,
    /// The same of what each participant has.
    pub(super) local_starts: Vec<TokenStream>,
    pub(super) local_parts: Vec<TokenStream>,
    /// After the call.
    pub(super) after: TokenStream,
    /// At the start of every item.
    pub(super) at_item: TokenStream,
}

impl State {
    /// One part of a chunk: made by its kind.
    fn part(&mut self, kind: &Ident, part: &Ident) {
        self.starts.push(quote!(#kind.start()));
        self.parts.push(quote!(#part));
    }

    /// Adds sink number `number`; `groups` are the merges that are not their kind's.
    pub(super) fn add(
        &mut self,
        plan: &SitePlan,
        number: usize,
        groups: &[(Ident, TokenStream)],
        p: &TokenStream,
    ) {
        let sink = &plan.sinks[number];
        let (part, place, kind) = (
            &sink.part,
            restore(&sink.place.expr),
            beside(&sink.part, "kind"),
        );
        let receiver = receiver(&sink.place.expr);
        match &sink.keep {
            Keep::View { .. } | Keep::Disjoint(_) | Keep::Ordered => {}
            Keep::Replay => {
                if needs_length(plan, &sink.place) {
                    let length = rewrite::length_ident(sink);
                    self.before.extend(
                        quote!(let #length = #p::SplitIndex::len(#receiver.amorsize_place());),
                    );
                }
            }
            Keep::Local(start) => {
                self.local_starts.push(quote!(#start));
                self.local_parts.push(quote!(#part));
            }
            Keep::Part(family, exact) => {
                let float = plan.site.options.float.unwrap_or_default();
                let probe = kind_expr(family, *exact, &place, float, p);
                self.before.extend(quote!(let #kind = #probe;));
                self.part(&kind, part);
                let target = match family {
                    Family::Op(_) => quote!(&mut #place),
                    _ => quote!(#receiver.amorsize_place()),
                };
                let group = groups
                    .iter()
                    .find(|(p, _)| p == part)
                    .map(|(_, merge)| merge.clone());
                self.merges
                    .push(group.unwrap_or_else(|| quote!(#kind.merge(#target, #part);)));
                if plan.is_blocked() && matches!(family, Family::Op("sum" | "product")) {
                    self.at_item.extend(quote!(#p::blocked_item(#part);));
                }
            }
            Keep::Slot { .. } => self.slot(plan, sink, p),
            Keep::Best(best) => self.best(plan, number, best, p),
            Keep::Follower(_) => {
                self.before.extend(slot_kind(&kind, &place, p));
                self.part(&kind, part);
            }
            Keep::Reduce(monoid) => {
                let monoid = match monoid {
                    Monoid::Known(name) => {
                        let name = Ident::new(name, Span::mixed_site());
                        quote!(#p::reduce::#name)
                    }
                    Monoid::Own(path) => quote!(#path),
                };
                self.before
                    .extend(quote!(let #kind = #p::reduce::reduction::<#monoid, _>(&#place);));
                self.part(&kind, part);
                self.merges.push(quote!(#kind.merge(&mut #place, #part);));
            }
        }
    }

    /// The last value wins. A variable without a value before the loop cannot be borrowed by the merge: it is written after the call.
    fn slot(&mut self, plan: &SitePlan, sink: &Sink, p: &TokenStream) {
        let (part, place, kind, value) = (
            &sink.part,
            restore(&sink.place.expr),
            beside(&sink.part, "kind"),
            ours("value"),
        );
        self.before.extend(slot_kind(&kind, &place, p));
        self.part(&kind, part);
        if plan.body.binding(&sink.place).initialised || !sink.place.whole {
            self.merges
                .push(quote!(if let #p::Option::Some(#value) = #part.take() { #place = #value; }));
            return;
        }
        let last = beside(&sink.part, "last");
        self.before.extend(quote!(let mut #last = #kind.start();));
        self.merges.push(quote!(#last.absorb(#part);));
        self.after
            .extend(quote!(if let #p::Option::Some(#value) = #last.take() { #place = #value; }));
    }

    /// The best of a chunk against the best so far, by the user's comparison; what was assigned beside it wins or loses with it.
    fn best(&mut self, plan: &SitePlan, number: usize, best: &Best, p: &TokenStream) {
        let sink = &plan.sinks[number];
        let (part, place, kind, candidate) = (
            &sink.part,
            restore(&sink.place.expr),
            beside(&sink.part, "kind"),
            ours("candidate"),
        );
        // A type that has no order is said at the place.
        let new = quote_spanned!(place.span()=> #p::BestKind::new(&#place));
        self.before.extend(quote!(let #kind = #new;));
        self.part(&kind, part);
        let op = best.less;
        let compare = if best.place_left {
            quote!(#place #op #candidate)
        } else {
            quote!(#candidate #op #place)
        };
        let followers = plan
            .sinks
            .iter()
            .filter(|s| matches!(s.keep, Keep::Follower(b) if b == number))
            .map(|s| {
                let (part, place, value) = (&s.part, restore(&s.place.expr), ours("value"));
                quote!(if let #p::Option::Some(#value) = #part.take() { #place = #value; })
            });
        self.merges
            .push(quote!(if let #p::Option::Some(#candidate) = #part.take() {
                if #compare { #place = #candidate; #(#followers)* }
            }));
    }
}

/// The kind of a slot, tied to the type of its variable.
fn slot_kind(kind: &Ident, place: &Expr, p: &TokenStream) -> TokenStream {
    quote!(let #kind = #p::SlotKind::new(); if false { #place = #kind.never(); })
}

/// The kind of a place: chosen by its type, before the loop.
fn kind_expr(
    family: &Family,
    exact: Exact,
    place: &Expr,
    float: Float,
    p: &TokenStream,
) -> TokenStream {
    let relaxed = |name: &str, blocks: bool| match (name, float) {
        ("sum" | "product", Float::Fast) => "_fast",
        ("sum" | "product", Float::Blocked) if blocks => "_blocked",
        _ => "",
    };
    let method = match family {
        Family::Op(_) if exact == Exact::Strict => "logged".to_owned(),
        Family::Op(name) => format!("{name}{}", relaxed(name, true)),
        Family::Appends => "appends".to_owned(),
        Family::Inserts(_) => "inserts".to_owned(),
        Family::Counts(name) => format!(
            "counts_{}{}",
            name.trim_end_matches('_'),
            relaxed(name, false)
        ),
        Family::Grid(name) => {
            format!(
                "grid_{}{}",
                name.trim_end_matches('_'),
                relaxed(name, false)
            )
        }
        Family::EntryOp(name) => format!(
            "entry_{}{}",
            name.trim_end_matches('_'),
            relaxed(name, false)
        ),
        Family::EntryPush => "entry_group".to_owned(),
    };
    let method = Ident::new(&method, Span::mixed_site());
    let exact = match exact {
        Exact::No => quote!(),
        Exact::IfChecked => quote!(, { #p::cfg!(debug_assertions) }),
        Exact::Strict if matches!(family, Family::Op(_)) => quote!(),
        Exact::Yes | Exact::Strict => quote!(, true),
    };
    let target = match family {
        Family::Op(_) => quote!(&#place),
        _ => {
            let receiver = receiver(place);
            quote!(&*#receiver.amorsize_place())
        }
    };
    quote!({
        use __amorsize::methods::*;
        (&&#p::Probe::<_, { #p::cfg!(debug_assertions) } #exact>::new(#target)).#method()
    })
}
