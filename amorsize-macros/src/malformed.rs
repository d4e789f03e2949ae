//! What syn takes for Rust and the compiler does not: it is left to the compiler's own message, like a function that does not parse.

use syn::visit::Visit;
use syn::{Arm, BinOp, Block, Expr, ExprIf, ExprWhile};

/// Whether `let` stands where it is no condition.
pub(crate) fn is_malformed(block: &Block) -> bool {
    let mut look = Look(false);
    look.visit_block(block);
    look.0
}

struct Look(bool);

impl Look {
    /// `let` may stand here, and on both sides of `&&`.
    fn condition(&mut self, expr: &Expr) {
        match expr {
            Expr::Let(e) => self.visit_expr(&e.expr),
            Expr::Binary(e) if matches!(e.op, BinOp::And(_)) => {
                self.condition(&e.left);
                self.condition(&e.right);
            }
            other => self.visit_expr(other),
        }
    }
}

impl<'ast> Visit<'ast> for Look {
    fn visit_expr_let(&mut self, _: &'ast syn::ExprLet) {
        self.0 = true;
    }

    fn visit_expr_if(&mut self, e: &'ast ExprIf) {
        self.condition(&e.cond);
        self.visit_block(&e.then_branch);
        if let Some((_, other)) = &e.else_branch {
            self.visit_expr(other);
        }
    }

    fn visit_expr_while(&mut self, e: &'ast ExprWhile) {
        self.condition(&e.cond);
        self.visit_block(&e.body);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        match &arm.pat {
            syn::Pat::Guard(guard) => {
                self.visit_pat(&guard.pat);
                self.condition(&guard.guard);
            }
            pat => self.visit_pat(pat),
        }
        self.visit_expr(&arm.body);
    }
}
