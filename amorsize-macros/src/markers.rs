//! `#[parallel…]` and `#[serial]` inside a function.

use proc_macro2::TokenStream;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ItemFn, Meta};

/// What a marker says.
#[derive(Clone)]
pub(crate) enum Marker {
    Parallel(TokenStream),
    Serial,
}

pub(crate) fn marker(attr: &Attribute) -> Option<Marker> {
    let path = attr.path();
    let last = path.segments.last()?.ident.to_string();
    let ours = path.segments.len() == 1
        || path.segments.first()?.ident == "amorsize"
        || path.segments.len() == 2;
    match (last.as_str(), ours) {
        ("parallel", true) => Some(Marker::Parallel(match &attr.meta {
            Meta::List(list) => list.tokens.clone(),
            _ => TokenStream::new(),
        })),
        ("serial", true) => Some(Marker::Serial),
        _ => None,
    }
}

/// Whether an attribute is `#[parallel…]`.
pub(crate) fn is_parallel(attr: &Attribute) -> bool {
    matches!(marker(attr), Some(Marker::Parallel(_)))
}

/// Takes our markers off a list of attributes.
pub(crate) fn take_markers(attrs: &mut Vec<Attribute>) -> Vec<(Marker, Attribute)> {
    let mut found = Vec::new();
    attrs.retain(|attr| match marker(attr) {
        Some(m) => {
            found.push((m, attr.clone()));
            false
        }
        None => true,
    });
    found
}

/// Removes every marker of a function.
pub(crate) fn strip_markers(function: &mut ItemFn) {
    struct Strip;
    impl VisitMut for Strip {
        fn visit_attributes_mut(&mut self, attrs: &mut Vec<Attribute>) {
            take_markers(attrs);
        }
        fn visit_expr_mut(&mut self, expr: &mut Expr) {
            visit_mut::visit_expr_mut(self, expr);
        }
        fn visit_item_mut(&mut self, _: &mut syn::Item) {}
    }
    Strip.visit_block_mut(&mut function.block);
}
