//! The serial arm: the user's loop, as quick as it is in the plain function.
//!
//! The parallel arm borrows what the loop uses, and for that the compiler would take it for reachable from elsewhere in the serial
//! arm too. So the loop is a function, called at once, of what it uses: variables under their own names, fields under ours.

use super::borrows::{is_borrowed, is_in_head};
use super::handed::{Handed, is_copied};
use super::heads::Spelled;
use super::plain;
use crate::body::{Mention, UpdateKind, Usage};
use crate::names::ours;
use crate::place::{Place, Restore, restore};
use crate::plan::{Keep, Sink, SitePlan};
use crate::scope::{Exclusive, Kind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr};

/// The loop over the operands of its head; `alone` says that it does not leave the function and makes no variable.
pub(super) fn tokens(
    plan: &SitePlan,
    spelled: &Spelled<'_>,
    alone: bool,
    p: &TokenStream,
) -> TokenStream {
    let head = spelled.serial(&plan.heading.head);
    let as_written = || plain::over(plan, head.clone());
    if !alone || !can_be_function(plan) {
        return as_written();
    }
    let mut parameters = Parameters {
        plan,
        handed: Handed::default(),
        back: Vec::new(),
        renamed: Vec::new(),
    };
    for name in &spelled.names {
        parameters.handed.give(quote!(#name));
    }
    (0..plan.body.outers.len()).for_each(|number| parameters.variable(number));
    if can_be_renamed(&plan.site.source.body) {
        let mentions = plan.body.mentions.iter();
        mentions.for_each(|mention| parameters.place(&mention.place));
    }
    let nothing = parameters.handed.len() == spelled.names.len();
    if nothing || parameters.handed.is_too_much() {
        return as_written();
    }
    let body = parameters.body();
    parameters.call(&plain::with_body(plan, head, &body), p)
}

/// Whether the loop stands there as it was written, and every way out of it can be seen.
fn can_be_function(plan: &SitePlan) -> bool {
    let (site, body) = (&plan.site, &plan.body);
    let as_written = site.while_let.is_none() && site.plain.is_none() && site.stepped.is_none();
    as_written && !plan.heading.pulled && !body.has_macros && !body.tracked
}

/// Whether the body can be spelled anew: no attribute, which names lost, and nothing moved into a closure.
fn can_be_renamed(body: &Block) -> bool {
    struct Seek(bool);
    impl Visit<'_> for Seek {
        fn visit_attribute(&mut self, _: &syn::Attribute) {
            self.0 = true;
        }
        fn visit_macro(&mut self, _: &syn::Macro) {
            self.0 = true;
        }
        fn visit_expr_closure(&mut self, e: &syn::ExprClosure) {
            self.0 |= e.capture.is_some();
            visit::visit_expr_closure(self, e);
        }
        fn visit_expr_async(&mut self, _: &syn::ExprAsync) {
            self.0 = true;
        }
    }
    let mut seek = Seek(false);
    seek.visit_block(body);
    !seek.0
}

/// What a variable that is `mut` is `mut` for.
const GROWS: [&str; 4] = ["push", "push_back", "push_str", "extend"];

struct Parameters<'a> {
    plan: &'a SitePlan,
    handed: Handed,
    /// What is given back.
    back: Vec<TokenStream>,
    /// Places that are reached through a reference, and its name.
    renamed: Vec<(String, Ident)>,
}

impl Parameters<'_> {
    /// A variable that is handed over as what it is, under its own name.
    fn variable(&mut self, number: usize) {
        let (plan, body) = (self.plan, &self.plan.body);
        let binding = &body.outers[number];
        let mentions = || body.mentions.iter().filter(|m| m.place.root == number);
        let changes = |m: &Mention| m.usage.changes() && self.is_exclusive(m);
        let changed = mentions().any(|m| m.usage.changes());
        let name = &binding.ident;
        if self.handed.is_full() || self.is_private(number) {
            return;
        }
        if is_copied(binding) && !(binding.scalar && changed) {
            if !is_borrowed(plan, binding) {
                self.handed.give(quote!(#name));
            }
        } else if is_in_head(plan, binding, None) {
            // What the head borrows of it is borrowed while the loop runs.
        } else if binding.reference == Some(Exclusive(true)) {
            // Not if only fields are changed: others may be borrowed meanwhile.
            if mentions().any(|m| changes(m) && m.place.fields().is_empty()) {
                self.handed.add(quote!(&mut *#name), quote!(#name));
            }
        } else if binding.scalar && binding.initialised && mentions().all(|m| body.is_own(&m.place))
        {
            self.handed.add(quote!(#name), quote!(mut #name));
            self.back.push(quote!(#name));
        }
    }

    /// A variable or field that is handed over by reference, if nothing larger or smaller is used.
    fn place(&mut self, place: &Place) {
        let (plan, body) = (self.plan, &self.plan.body);
        let binding = body.binding(place);
        let mentions = || body.mentions_of(place);
        let known = self.handed.has(&binding.ident)
            || self.renamed.iter().any(|(other, _)| *other == place.key);
        let of_self = binding.ident == "self";
        if known || place.whole && of_self || place.has_deref() {
            return;
        }
        if self.handed.is_full() || self.is_private(place.root) {
            return;
        }
        let (variable, fields) = (place.variable(), place.fields());
        if is_in_head(plan, binding, fields.first()) {
            return;
        }
        let changed = mentions().any(|m| m.usage.changes());
        if !changed && !place.whole {
            // What lies behind a field of a variable is asked for where the loop asks for it: a `deref` may be on the way.
            if !of_self && !body.mentions_of(&variable).any(|m| m.usage.changes()) {
                return self.place(&variable);
            }
            if fields.len() > 1 {
                return;
            }
        }
        if (changed || !place.whole) && mentions().any(|m| m.place.key != place.key) {
            return;
        }
        // A variable that is not `mut` holds a reference.
        let is_reference = place.whole && !binding.mutable;
        if changed && (is_reference || !mentions().all(|m| self.is_exclusive(m))) {
            return;
        }
        let path = [vec![binding.ident.to_string()], fields].concat();
        let mut name = ours(&path.join("_").replace("r#", ""));
        // `w.a_b` beside `w.a.b`.
        while self.handed.has(&name) {
            name = ours(&format!("{}_", name.to_string().trim_start_matches('_')));
        }
        let value = restore(&place.expr);
        let mutability = changed.then(<syn::Token![mut]>::default);
        self.handed.add(quote!(&#mutability #value), quote!(#name));
        self.renamed.push((place.key.clone(), name));
    }

    /// Whether both arms have their own.
    fn is_private(&self, number: usize) -> bool {
        let local = |s: &Sink| s.place.root == number && matches!(s.keep, Keep::Local(_));
        let binding = &self.plan.body.outers[number];
        binding.kind == Kind::NotAVariable || self.plan.sinks.iter().any(local)
    }

    /// Whether what changes the place needs it for itself, which a method may not.
    fn is_exclusive(&self, mention: &Mention) -> bool {
        let kind = match mention.usage {
            Usage::Element {
                update: Some(number),
                ..
            }
            | Usage::Update(number) => &self.plan.body.updates[number].kind,
            Usage::Element { .. } => return true,
            ref usage => return !usage.changes(),
        };
        match kind {
            UpdateKind::Call(method, _) => mention.place.whole && GROWS.contains(&method.as_str()),
            UpdateKind::Op(_)
            | UpdateKind::SelfOp(_)
            | UpdateKind::SelfCall(_)
            | UpdateKind::Assign
            | UpdateKind::ElementOp(_)
            | UpdateKind::ElementAssign => true,
            _ => false,
        }
    }

    /// The body, with other names for what is handed over by reference.
    fn body(&self) -> Block {
        if self.renamed.is_empty() {
            return self.plan.site.source.body.clone();
        }
        struct Rename<'a>(&'a [(String, Ident)]);
        impl VisitMut for Rename<'_> {
            fn visit_expr_mut(&mut self, e: &mut Expr) {
                let place = Place::of(e);
                let renamed = |place: &Place| self.0.iter().find(|(key, _)| *key == place.key);
                match place.as_ref().and_then(renamed) {
                    Some((_, name)) => *e = syn::parse_quote!((*#name)),
                    None => visit_mut::visit_expr_mut(self, e),
                }
            }
        }
        let mut body = self.plan.body.block.clone();
        Rename(&self.renamed).visit_block_mut(&mut body);
        Restore.visit_block_mut(&mut body);
        body
    }

    /// The loop, called with them.
    fn call(self, plain: &TokenStream, p: &TokenStream) -> TokenStream {
        let back = &self.back;
        if back.is_empty() && self.plan.body.named_like_std {
            // A `return` in a macro that is not std's would not compile here.
            let call = self.handed.call(&quote!({ #plain #p::Whole }), p);
            return quote!(let #p::Whole = #call;);
        }
        if back.is_empty() {
            let call = self.handed.call(&quote!({ #plain }), p);
            return quote!(#call;);
        }
        let (left, back) = match &back[..] {
            [only] => (ours("left"), only.clone()),
            _ => (ours("left"), quote!((#(#back),*))),
        };
        let call = self.handed.call(&quote!({ #plain #back }), p);
        quote!(
            let #left = #call;
            #[allow(unused_assignments)]
            { #back = #left; }
        )
    }
}
