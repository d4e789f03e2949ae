//! Spells the names of a body such that each means one variable.

use crate::errors::{self, Errors};
use crate::place::{self};
use crate::scope::{Binding, Hooks, Kind};
use crate::stdmacro::{self};
use proc_macro2::Span;
use std::collections::HashSet;
use syn::visit_mut::VisitMut;
use syn::{Ident, Macro};
/// Lints are for the plain loop; `cfg` is refused before.
pub(super) struct NoAttributes;

impl VisitMut for NoAttributes {
    fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn::Attribute>) {
        attrs.retain(super::effects::is_ordered_mark);
    }
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Spells outer variables by number and the loop's own by their mark.
pub(super) struct Tagger<'a> {
    pub(super) outers: Vec<Binding>,
    /// The variables of the loop's pattern.
    pub(super) items: Vec<Ident>,
    pub(super) opaque: Vec<(String, String, Span)>,
    pub(super) has_macros: bool,
    /// The variables that the body declares and uses.
    pub(super) inner: Vec<Ident>,
    /// Names that no variable has.
    pub(super) globals: HashSet<String>,
    pub(super) errors: &'a Errors,
}

impl Hooks for Tagger<'_> {
    fn path(&mut self, path: &mut syn::ExprPath, binding: Option<&Binding>) {
        let Some(ident) = path.path.get_ident().cloned() else {
            return;
        };
        let Some(binding) = binding else {
            self.globals.insert(ident.to_string());
            return;
        };
        let resolved = match binding.kind {
            Kind::Outer => {
                let known = self
                    .outers
                    .iter()
                    .position(|b| crate::scope::same_name(&b.ident, &binding.ident));
                let index = known.unwrap_or_else(|| {
                    self.outers.push(binding.clone());
                    self.outers.len() - 1
                });
                // `r#x` and `x` are one name: spelled as declared.
                let mut declared = self.outers[index].ident.clone();
                declared.set_span(ident.span());
                place::outer_ident(index, &declared)
            }
            Kind::Item => {
                let number = self
                    .items
                    .iter()
                    .position(|i| crate::scope::same_name(i, &binding.ident));
                place::item_ident(number.unwrap_or_default(), &ident)
            }
            Kind::Inner => {
                let known = |i: &Ident| crate::scope::same_name(i, &binding.ident);
                if !self.inner.iter().any(known) {
                    self.inner.push(binding.ident.clone());
                }
                if !crate::check::may_be_constant(&ident) {
                    return;
                }
                place::inner_ident(&ident)
            }
            Kind::NotAVariable => return,
        };
        path.path.segments[0].ident = resolved;
    }

    fn opaque_macro(&mut self, mac: &Macro, names: Vec<Binding>) {
        self.has_macros = true;
        let name = stdmacro::name(mac);
        if let Some(token) = stdmacro::leaving_token(mac.tokens.clone()) {
            self.errors.at(mac, errors::opaque_macro(&name, &token));
        }
        for binding in names {
            if matches!(binding.kind, Kind::Outer | Kind::Item) {
                let span = binding.ident.span();
                self.opaque
                    .push((binding.ident.to_string(), name.clone(), span));
            }
        }
    }

    fn opaque_item(&mut self, item: &syn::Item) {
        if let syn::Item::Static(item) = item {
            self.errors.at(item.static_token, errors::static_inside());
            return;
        }
        let what = match item {
            syn::Item::Use(_) => "a glob `use`",
            syn::Item::Macro(_) => "a `macro_rules!`",
            _ => "this item",
        };
        self.errors.at(item, errors::opaque_item(what));
    }
}
