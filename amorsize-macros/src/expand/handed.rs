//! Variables handed to code as parameters of a function that is called at once.
//!
//! In the plain function the compiler knows that nothing else points to what a parameter points to, and that a number stands in a
//! register. Of what a closure borrows it knows neither, and reads the length of a vector again after every store. So code that
//! loops is a function of what it uses.

use super::borrows::{is_borrowed, is_in_head};
use crate::body::{Mention, Usage};
use crate::names::ours;
use crate::place::{Place, restore};
use crate::plan::SitePlan;
use crate::rewrite::Lent;
use crate::scope::{Binding, Exclusive, Kind};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::HashSet;
use syn::Block;

/// `with1` to `with12` are there.
const MOST: usize = 12;

/// What a function is handed: each value with the pattern of its parameter.
#[derive(Clone, Default)]
pub(super) struct Handed {
    values: Vec<TokenStream>,
    patterns: Vec<TokenStream>,
    /// Some are lent in the way that suits their type.
    by_type: bool,
}

impl Handed {
    pub(super) fn add(&mut self, value: TokenStream, pattern: TokenStream) {
        self.values.push(value);
        self.patterns.push(pattern);
    }

    /// Something that is given away, under its own name.
    pub(super) fn give(&mut self, name: TokenStream) {
        self.add(name.clone(), name);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether the name is that of a parameter.
    pub(super) fn has(&self, name: &Ident) -> bool {
        let is_it = |pattern: &TokenStream| {
            let last = pattern.clone().into_iter().last();
            matches!(last, Some(TokenTree::Ident(other)) if other == *name)
        };
        self.patterns.iter().any(is_it)
    }

    pub(super) fn is_full(&self) -> bool {
        self.len() >= MOST
    }

    /// Whether that is more than a function takes.
    pub(super) fn is_too_much(&self) -> bool {
        self.len() > MOST
    }

    /// The code as a function that is called at once.
    pub(super) fn call(&self, code: &TokenStream, p: &TokenStream) -> TokenStream {
        let (values, patterns) = (&self.values, &self.patterns);
        let with = Ident::new(&format!("with{}", values.len()), Span::mixed_site());
        let call = quote!(#p::#with(#(#values,)* |#(#patterns),*| #code));
        if self.by_type {
            quote!({ use #p::lends::*; #call })
        } else {
            call
        }
    }
}

/// The places that the body only reads, of which a function takes as many as there is room for beside `others`.
pub(super) fn lent(plan: &SitePlan, others: usize) -> Vec<Lent> {
    let mut found: Vec<Lent> = Vec::new();
    let evaluated = |m: &&Mention| !m.in_return && !matches!(m.usage, Usage::Ordered(_));
    for mention in plan.body.mentions.iter().filter(evaluated) {
        let Some(place) = as_large_as_can_be(plan, &mention.place) else {
            continue;
        };
        let known = found.iter().any(|other| other.place.overlaps(&place));
        if known || found.len() + others >= MOST {
            continue;
        }
        let binding = plan.body.binding(&place);
        if place.whole && is_copied(binding) && !is_borrowed(plan, binding) {
            found.push(Lent {
                place,
                name: binding.ident.clone(),
                by_reference: false,
            });
        } else if !plan.body.has_macros && !plan.body.named_like_std {
            // A macro may declare a variable of the same name.
            let name = name(plan, &place, &found);
            found.push(Lent {
                place,
                name,
                by_reference: true,
            });
        }
    }
    found
}

/// Of a variable that is nowhere changed the whole: what lies behind its fields is then asked where the body asks it.
fn as_large_as_can_be(plan: &SitePlan, place: &Place) -> Option<Place> {
    let binding = plan.body.binding(place);
    let variable = place.variable();
    if !is_changed(plan, &variable) && (is_copied(binding) || !is_in_head(plan, binding, None)) {
        return Some(variable);
    }
    (!place.whole && !is_changed(plan, place)).then(|| place.clone())
}

/// Whether a variable that is not changed can be handed over as it is.
pub(super) fn is_copied(binding: &Binding) -> bool {
    let is_variable = binding.kind != Kind::NotAVariable && binding.ident != "self";
    is_variable && (binding.scalar || binding.reference == Some(Exclusive(false)))
}

/// Those that the body names, now that elements of views are parts.
pub(super) fn used(mut lent: Vec<Lent>, body: &Block) -> Vec<Lent> {
    fn names(tokens: TokenStream, found: &mut HashSet<String>) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => names(group.stream(), found),
                TokenTree::Ident(name) => {
                    found.insert(name.to_string());
                }
                _ => {}
            }
        }
    }
    let mut found = HashSet::new();
    names(body.to_token_stream(), &mut found);
    lent.retain(|lent| found.contains(&lent.name.to_string()));
    lent
}

/// Hands them over.
pub(super) fn lend(plan: &SitePlan, lent: &[Lent], handed: &mut Handed, p: &TokenStream) {
    for Lent {
        place,
        name,
        by_reference,
    } in lent
    {
        let (variable, name) = (restore(&place.expr), quote!(#name));
        if !by_reference {
            handed.give(name);
            continue;
        }
        let indexed =
            |m: &Mention| m.place.key == place.key && matches!(m.usage, Usage::Element { .. });
        let typed = place.whole && plan.body.binding(place).ty.is_some();
        if typed || plan.body.mentions_of(place).any(indexed) {
            // The type is known at this point; of another variable it may be said behind the loop.
            handed.by_type = true;
            handed.add(quote!((&#p::Lend(&#variable)).lend()), name);
        } else {
            handed.add(quote!(&#variable), name);
        }
    }
}

fn is_changed(plan: &SitePlan, place: &Place) -> bool {
    plan.sinks.iter().any(|sink| sink.place.overlaps(place))
        || plan.body.mentions_of(place).any(|m| m.usage.changes())
}

/// `__self_width_lent`
fn name(plan: &SitePlan, place: &Place, taken: &[Lent]) -> Ident {
    let mut path = vec![plan.body.binding(place).ident.to_string().replace("r#", "")];
    path.extend(place.fields());
    let mut name = path.join("_");
    while taken
        .iter()
        .any(|other| other.name == format!("__{name}_lent"))
    {
        name.push('_');
    }
    ours(&format!("{name}_lent"))
}
