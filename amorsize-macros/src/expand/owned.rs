//! The body as a function of what its item owns.
//!
//! Of an element that a piece gives the compiler does not know that nothing else points to it, and would read and write it each
//! time an inner loop changes it. So where there is an inner loop, what the loop over a piece binds is handed to the body.

use super::handed::{self, Handed};
use super::views::view_sinks;
use crate::body::is_assigning;
use crate::exits;
use crate::place::{bare, is_item};
use crate::plan::{Elements, Keep, Sink, SitePlan};
use crate::rewrite::Lent;
use crate::scope::pattern_names;
use proc_macro2::TokenStream;
use quote::quote;
use syn::visit::{self, Visit};
use syn::{Block, Expr};

/// A body that becomes a function.
pub(super) struct Owned<'a> {
    /// What the pattern of the loop binds, and the views. What is moved in is dropped as the loop would drop it.
    handed: Handed,
    /// Views that are taken apart first.
    spread: Vec<&'a Sink>,
}

impl<'a> Owned<'a> {
    /// `None` if the body stands as it is: no inner loop, nothing that the item owns, or a way out other than to the next item.
    pub(super) fn of(plan: &'a SitePlan) -> Option<Owned<'a>> {
        let (body, source) = (&plan.body, &plan.site.source);
        // A macro may hide a way out.
        let hides = body.has_macros || body.named_like_std;
        if hides || exits::leaves(body, source.label.as_ref()) || plan.site.stepped.is_some() {
            return None;
        }
        let mut inner = Inner::default();
        inner.visit_block(&body.block);
        let sinks = view_sinks(plan);
        let owns = !sinks.is_empty() || inner.changes_item;
        let (spread, views): (Vec<&Sink>, Vec<&Sink>) =
            sinks.into_iter().partition(|s| is_spread(s));
        let names = pattern_names(&source.pat).into_iter();
        let all = names
            .map(|name| {
                let mutable = name.mutability.filter(|_| name.by_ref.is_none());
                (name.ident, mutable)
            })
            .chain(views.into_iter().map(|view| {
                let mutable = is_row(view).then(Default::default);
                (view.part.clone(), mutable)
            }));
        let mut handed = Handed::default();
        for (name, mutable) in all {
            handed.add(quote!(#name), quote!(#mutable #name));
        }
        let fits = inner.found && owns && !handed.is_too_much();
        fits.then_some(Owned { handed, spread })
    }

    pub(super) fn parameters(&self) -> usize {
        self.handed.len()
    }

    /// The body, called at once; it is also handed what is lent.
    pub(super) fn function(
        &self,
        plan: &SitePlan,
        lent: &[Lent],
        body: &Block,
        p: &TokenStream,
    ) -> TokenStream {
        let mut handed = self.handed.clone();
        handed::lend(plan, lent, &mut handed, p);
        let mut call = handed.call(&quote!(#body), p);
        for view in &self.spread {
            let part = &view.part;
            call = quote!(#part.spread(|mut #part| #call));
        }
        quote!({ #call })
    }
}

fn is_row(view: &Sink) -> bool {
    matches!(
        &view.keep,
        Keep::View {
            of: Elements::Rows { .. },
            ..
        }
    )
}

fn is_spread(view: &Sink) -> bool {
    let Keep::View { of, .. } = &view.keep else {
        return false;
    };
    matches!(of, Elements::Columns(_) | Elements::Crosses { .. })
}

/// What stands in loops inside the body, and in closures, which iterators call in theirs.
#[derive(Default)]
struct Inner {
    found: bool,
    /// A variable of the loop's pattern is changed there.
    changes_item: bool,
    depth: usize,
}

impl<'ast> Visit<'ast> for Inner {
    fn visit_expr(&mut self, e: &'ast Expr) {
        let repeats = matches!(
            e,
            Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) | Expr::Closure(_)
        );
        self.found |= repeats;
        self.depth += usize::from(repeats);
        let changed = match e {
            Expr::Assign(e) => Some(&e.left),
            Expr::Binary(e) if is_assigning(&e.op) => Some(&e.left),
            _ => None,
        };
        if let Some(changed) = changed {
            self.changes_item |= self.depth > 0 && is_of_item(changed);
        }
        visit::visit_expr(self, e);
        self.depth -= usize::from(repeats);
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// A variable of the loop's pattern, or a part of one.
fn is_of_item(e: &Expr) -> bool {
    match bare(e) {
        Expr::Field(e) => is_of_item(&e.base),
        Expr::Index(e) => is_of_item(&e.expr),
        Expr::Unary(e) => is_of_item(&e.expr),
        Expr::Path(e) => e.path.get_ident().is_some_and(is_item),
        _ => false,
    }
}
