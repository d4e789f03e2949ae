//! Definite assignment: is an outer variable always given a value before it is read, in every iteration?

use crate::place::{Place, bare, outer_index};
use crate::stdmacro;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Block, Expr, Stmt};

/// The first read of `place` that an assignment of the same iteration does not precede; `None` if there is none.
///
/// The variable of the place counts as a whole: any mention of it that is not an assignment of the place is a read.
pub(crate) fn first_unassigned_read(body: &Block, place: &Place) -> Option<Span> {
    let mut flow = Flow {
        place,
        assigned: false,
        read: None,
    };
    flow.block(body);
    flow.read
}

struct Flow<'a> {
    place: &'a Place,
    assigned: bool,
    read: Option<Span>,
}

impl Flow<'_> {
    fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Local(local) => {
                    if let Some(init) = &local.init {
                        self.expr(&init.expr);
                        if let Some((_, diverge)) = &init.diverge {
                            self.aside(|flow| flow.expr(diverge));
                        }
                    }
                }
                Stmt::Expr(expr, _) => self.expr(expr),
                Stmt::Macro(mac) => self.mac(&mac.mac),
                Stmt::Item(_) => {}
            }
        }
    }

    /// Something that may run or not: what it assigns does not count afterwards.
    fn aside(&mut self, inside: impl FnOnce(&mut Self)) {
        let before = self.assigned;
        inside(self);
        self.assigned = before;
    }

    /// Exactly one of these runs.
    fn either(&mut self, branches: Vec<&mut dyn FnMut(&mut Self)>) {
        let before = self.assigned;
        let mut all = true;
        for branch in branches {
            self.assigned = before;
            branch(self);
            all &= self.assigned;
        }
        self.assigned = all;
    }

    fn mac(&mut self, mac: &syn::Macro) {
        let mut mac = mac.clone();
        let mut args = Vec::new();
        stdmacro::visit_arguments(&mut mac, |arg| args.push(arg.clone()));
        for arg in &args {
            self.expr(arg);
        }
    }

    fn expr(&mut self, expr: &Expr) {
        if self.read.is_some() {
            return;
        }
        match expr {
            Expr::Assign(e) => {
                self.expr(&e.right);
                if Place::of(&e.left).is_some_and(|p| p.key == self.place.key) {
                    self.assigned = true;
                } else {
                    self.expr(&e.left);
                }
            }
            // For the types whose operators are built in the right side comes first; for others it makes no difference here.
            Expr::Path(p) => {
                let mine = p.path.get_ident().and_then(outer_index) == Some(self.place.root);
                if mine && !self.assigned {
                    self.read = Some(p.span());
                }
            }
            Expr::If(e) => {
                self.expr(&e.cond);
                let mut then = |flow: &mut Self| flow.block(&e.then_branch);
                let mut other = |flow: &mut Self| {
                    if let Some((_, other)) = &e.else_branch {
                        flow.expr(other);
                    }
                };
                self.either(vec![&mut then, &mut other]);
            }
            Expr::Match(e) => {
                self.expr(&e.expr);
                let before = self.assigned;
                let mut all = true;
                for arm in &e.arms {
                    self.assigned = before;
                    if let syn::Pat::Guard(p) = &arm.pat {
                        self.expr(&p.guard);
                    }
                    self.expr(&arm.body);
                    all &= self.assigned;
                }
                self.assigned = all && !e.arms.is_empty();
            }
            Expr::While(e) => {
                self.expr(&e.cond);
                self.aside(|flow| flow.block(&e.body));
            }
            Expr::ForLoop(e) => {
                self.expr(&e.expr);
                self.aside(|flow| flow.block(&e.body));
            }
            Expr::Loop(e) => self.aside(|flow| flow.block(&e.body)),
            // A labelled block can be left in the middle.
            Expr::Block(e) if e.label.is_some() => self.aside(|flow| flow.block(&e.block)),
            Expr::Block(e) => self.block(&e.block),
            Expr::Unsafe(e) => self.block(&e.block),
            Expr::Closure(e) => self.aside(|flow| flow.expr(&e.body)),
            Expr::Async(e) => self.aside(|flow| flow.block(&e.block)),
            Expr::Binary(e) if matches!(e.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) => {
                self.expr(&e.left);
                self.aside(|flow| flow.expr(&e.right));
            }
            Expr::Return(e) => {
                e.expr.iter().for_each(|e| self.expr(e));
                self.assigned = true;
            }
            Expr::Break(e) => {
                e.expr.iter().for_each(|e| self.expr(e));
                self.assigned = true;
            }
            Expr::Continue(_) => self.assigned = true,
            Expr::Macro(e) => self.mac(&e.mac),
            Expr::Paren(_) | Expr::Group(_) => self.expr(bare(expr)),
            other => children(other, &mut |child| self.expr(child)),
        }
    }
}

/// The direct sub-expressions, in the order in which they are evaluated.
fn children(expr: &Expr, visit: &mut dyn FnMut(&Expr)) {
    struct Direct<'a> {
        visit: &'a mut dyn FnMut(&Expr),
    }
    impl<'ast> syn::visit::Visit<'ast> for Direct<'_> {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            (self.visit)(expr);
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
        fn visit_type(&mut self, _: &'ast syn::Type) {}
        fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    }
    syn::visit::visit_expr(&mut Direct { visit }, expr);
}
