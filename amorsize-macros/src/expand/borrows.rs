//! What of a variable is borrowed around a loop, or for longer than it.

use crate::place::bare;
use crate::plan::SitePlan;
use crate::scope::{Binding, same_name};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Expr, ExprField, Macro};

/// Whether a reference to the variable itself may outlive the loop, in what the loop fills.
pub(super) fn is_borrowed(plan: &SitePlan, binding: &Binding) -> bool {
    struct Seek<'a> {
        name: &'a Ident,
        scalar: bool,
        /// Closures around the point that borrow the variable: of a reference they borrow what it points to.
        closures: usize,
        found: bool,
    }
    impl Seek<'_> {
        fn is_it(&self, e: &Expr) -> bool {
            matches!(bare(e), Expr::Path(e) if e.path.get_ident().is_some_and(|i| same_name(i, self.name)))
        }
    }
    impl Visit<'_> for Seek<'_> {
        fn visit_expr(&mut self, e: &Expr) {
            let borrows = self.scalar && matches!(e, Expr::Closure(_) | Expr::Async(_));
            self.closures += usize::from(borrows);
            self.found |= match e {
                Expr::Reference(e) => self.is_it(&e.expr),
                Expr::RawAddr(e) => self.is_it(&e.expr),
                e => self.closures > 0 && self.is_it(e),
            };
            visit::visit_expr(self, e);
            self.closures -= usize::from(borrows);
        }
    }
    let mut seek = Seek {
        name: &binding.ident,
        scalar: binding.scalar,
        closures: 0,
        found: false,
    };
    seek.visit_block(&plan.site.source.body);
    seek.found
}

/// Whether the head may hold a borrow of it, or of this field of it; the ends of a range are values.
pub(super) fn is_in_head(plan: &SitePlan, binding: &Binding, field: Option<&String>) -> bool {
    struct Seek<'a> {
        name: &'a Ident,
        field: Option<&'a String>,
        found: bool,
    }
    impl Visit<'_> for Seek<'_> {
        fn visit_expr_field(&mut self, e: &ExprField) {
            let is_other = |field: &String| *field != e.member.to_token_stream().to_string();
            let of_it = matches!(bare(&e.base), Expr::Path(path) if path.path.is_ident(self.name));
            if !(of_it && self.field.is_some_and(is_other)) {
                visit::visit_expr_field(self, e);
            }
        }
        fn visit_ident(&mut self, ident: &Ident) {
            self.found |= same_name(ident, self.name);
        }
        fn visit_macro(&mut self, _: &Macro) {
            self.found = true;
        }
    }
    let mut seek = Seek {
        name: &binding.ident,
        field,
        found: false,
    };
    let operands = plan.heading.operands.iter();
    operands
        .filter(|operand| !matches!(bare(operand), Expr::Range(_)))
        .for_each(|operand| seek.visit_expr(operand));
    seek.found
}
