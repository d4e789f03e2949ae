//! Calls that end the process. A worker may reach one before the caller has reached an earlier item, and what earlier items
//! printed would be lost.

use crate::body::effects;
use crate::errors::{self, Errors};
use crate::place::{bare, text};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, Expr};

/// Refuses `process::exit(…)` and its kin outside `ordered!` blocks, which run on the caller and in order.
pub(crate) fn process(block: &Block, errors: &Errors) {
    Look(errors).visit_block(block);
}

struct Look<'a>(&'a Errors);

impl<'ast> Visit<'ast> for Look<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        if effects::ordered(expr).is_some() {
            return;
        }
        if let Expr::Call(call) = expr
            && let Expr::Path(function) = bare(&call.func)
            && ends(&function.path)
        {
            self.0.at(expr, errors::process_ends(&text(&call.func)));
        }
        visit::visit_expr(self, expr);
    }

    /// Arguments of macros are tokens.
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let tokens = mac.tokens.to_string();
        for end in ["process :: exit", "process :: abort"] {
            if tokens.contains(end) {
                self.0.at(
                    mac.to_token_stream(),
                    errors::process_ends(&end.replace(' ', "")),
                );
            }
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// `exit`, `abort` by themselves, or of a module that has them.
fn ends(path: &syn::Path) -> bool {
    let mut names = path.segments.iter().rev().map(|s| s.ident.to_string());
    let last = names.next().unwrap_or_default();
    let module = names.next();
    ["exit", "_exit", "abort"].contains(&last.as_str())
        && module.is_none_or(|module| ["process", "libc", "intrinsics"].contains(&module.as_str()))
}
