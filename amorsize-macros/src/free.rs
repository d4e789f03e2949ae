//! The variables that a block uses and does not declare.

use crate::check::is_constant_name;
use crate::place::bare;
use crate::scope::{Binding, Hooks, Kind, Scopes, Walk, same_name};
use syn::visit::{self, Visit};
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, Ident};

/// A name that the block takes from around it.
pub(crate) struct Free {
    pub(crate) ident: Ident,
    /// It is called somewhere: a function or a closure, which the compiler guards inside a chunk.
    pub(crate) called: bool,
}

/// Every free name that may be a variable: not those that are only called, nor those spelled like constants and types.
pub(crate) fn variables(block: &Block) -> Vec<Free> {
    let mut calls = Calls::default();
    calls.visit_block(block);
    let mut walk = Walk::new(Names::default(), Scopes::default(), Kind::Inner);
    walk.visit_block_mut(&mut block.clone());
    let count = |all: &[Ident], ident| all.iter().filter(|i| same_name(i, ident)).count();
    let uses = walk.hooks.0;
    let mut found: Vec<Free> = Vec::new();
    for ident in &uses {
        let called = count(&calls.0, ident);
        let known = found.iter().any(|f| same_name(&f.ident, ident));
        if !known && count(&uses, ident) > called {
            found.push(Free {
                ident: ident.clone(),
                called: called > 0,
            });
        }
    }
    found
}

/// Names in the order of their uses, as often as they are used.
#[derive(Default)]
struct Names(Vec<Ident>);

impl Hooks for Names {
    fn path(&mut self, path: &mut syn::ExprPath, binding: Option<&Binding>) {
        if let (Some(ident), None) = (path.path.get_ident(), binding)
            && !is_constant_name(ident)
            && !ident.to_string().starts_with(char::is_uppercase)
        {
            self.0.push(ident.clone());
        }
    }
}

#[derive(Default)]
struct Calls(Vec<Ident>);

impl<'ast> Visit<'ast> for Calls {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Expr::Path(path) = bare(&call.func)
            && let Some(ident) = path.path.get_ident()
        {
            self.0.push(ident.clone());
        }
        visit::visit_expr_call(self, call);
    }
}
