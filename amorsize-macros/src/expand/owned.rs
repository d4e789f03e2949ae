//! The body as a function of what its item owns and of what it only reads.
//!
//! In the plain function the compiler knows of an array that nothing else points to its elements, because it is a parameter. Of the
//! parts of a chunk it knows nothing of the kind, and would read and write an element each time an inner loop changes it. So where
//! there is an inner loop, what the loop over a piece binds is handed to the body as parameters.

use super::views::view_sinks;
use crate::body::{Usage, is_assigning};
use crate::exits;
use crate::names::ours;
use crate::place::{Place, bare, is_item, restore};
use crate::plan::{Elements, Keep, Sink, SitePlan};
use crate::rewrite::Lent;
use crate::scope::pattern_names;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::visit::{self, Visit};
use syn::{Block, Expr};

/// `item1` to `item12` are there.
const MOST: usize = 12;

/// A body that becomes a function.
pub(super) struct Owned<'a> {
    /// What the pattern of the loop binds and the views, each with the pattern of a parameter. What is moved in is dropped as the
    /// loop would drop it.
    parameters: Vec<(TokenStream, TokenStream)>,
    /// Views that are taken apart first.
    spread: Vec<&'a Sink>,
    /// What inner loops only read.
    pub(super) lent: Vec<Lent>,
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
        let parameters: Vec<_> = names
            .map(|name| {
                let mutable = name.mutability.filter(|_| name.by_ref.is_none());
                (name.ident, mutable)
            })
            .chain(views.into_iter().map(|view| {
                let mutable = is_row(view).then(Default::default);
                (view.part.clone(), mutable)
            }))
            .map(|(name, mutable)| (quote!(#name), quote!(#mutable #name)))
            .collect();
        if !inner.found || !owns || parameters.len() > MOST {
            return None;
        }
        Some(Owned {
            lent: lent(plan, inner.places, MOST - parameters.len()),
            parameters,
            spread,
        })
    }

    /// The body, called at once.
    pub(super) fn function(&self, body: &Block, p: &TokenStream) -> TokenStream {
        let lent = self.lent.iter().map(|lent| {
            let (place, name) = (restore(&lent.place.expr), &lent.name);
            let value = if lent.indexed {
                quote!((&#p::Lend(&#place)).lend())
            } else {
                quote!(&#place)
            };
            (value, quote!(#name))
        });
        let all = self.parameters.iter().cloned().chain(lent);
        let (values, patterns): (Vec<TokenStream>, Vec<TokenStream>) = all.unzip();
        let item = Ident::new(&format!("item{}", values.len()), Span::mixed_site());
        let mut call = quote!(#p::#item(#(#values,)* |#(#patterns),*| #body));
        for view in &self.spread {
            let part = &view.part;
            call = quote!(#part.spread(|mut #part| #call));
        }
        let indexed = self.lent.iter().any(|lent| lent.indexed);
        let lends = indexed.then(|| quote!(use #p::lends::*;));
        quote!({ #lends #call })
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

/// Those of the places that nothing changes, as many as there is room for.
fn lent(plan: &SitePlan, places: Vec<Place>, room: usize) -> Vec<Lent> {
    let body = &plan.body;
    let mut found: Vec<Lent> = Vec::new();
    for place in places {
        let changes = plan.sinks.iter().any(|sink| sink.place.overlaps(&place))
            || body.mentions_of(&place).any(|m| m.usage.changes());
        let known = found.iter().any(|other| other.place.key == place.key);
        if changes || known || found.len() == room {
            continue;
        }
        // Of what is indexed the type is known at this point; of another variable it may be said behind the loop.
        let indexed = body
            .mentions_of(&place)
            .any(|m| m.place.key == place.key && matches!(m.usage, Usage::Element { .. }));
        let mut path = vec![body.binding(&place).ident.to_string().replace("r#", "")];
        path.extend(place.fields());
        let mut name = path.join("_");
        while found
            .iter()
            .any(|other| other.name == format!("__{name}_lent"))
        {
            name.push('_');
        }
        let name = ours(&format!("{name}_lent"));
        found.push(Lent {
            place,
            name,
            indexed,
        });
    }
    found
}

/// What stands in loops inside the body, and in closures, which iterators call in theirs.
#[derive(Default)]
struct Inner {
    found: bool,
    /// A variable of the loop's pattern is changed there.
    changes_item: bool,
    depth: usize,
    places: Vec<Place>,
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
        match Place::of(e).filter(|_| is_path(e)) {
            Some(place) if self.depth > 0 => self.places.push(place),
            Some(_) => {}
            None => visit::visit_expr(self, e),
        }
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

/// A variable, or fields of one.
fn is_path(e: &Expr) -> bool {
    match bare(e) {
        Expr::Field(field) => is_path(&field.base),
        Expr::Path(_) => true,
        _ => false,
    }
}
