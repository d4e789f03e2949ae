//! The names that the expansion gives to its own variables.

use proc_macro2::{Ident, Span};

/// A variable of ours: `__head`.
///
/// Hygiene keeps it apart from the user's variables, but not from constants, statics and unit structs of that name: a
/// pattern would mean those. So the name is one that nobody has.
pub(crate) fn ours(name: &str) -> Ident {
    Ident::new(&format!("__{name}"), Span::mixed_site())
}

/// The name for another thing about the same place: `__total_part` gives `__total_kind`.
pub(crate) fn beside(part: &Ident, what: &str) -> Ident {
    let part = part.to_string();
    // Once: `part` and `part_part` are names of variables too.
    let stem = part.strip_suffix("_part").unwrap_or(&part);
    Ident::new(&format!("{stem}_{what}"), Span::mixed_site())
}
