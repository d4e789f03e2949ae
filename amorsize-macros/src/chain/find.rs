//! Finding chains, and moving the markers of a statement to the chains in it.

use super::adapters::{adapter, gives_items, is_telling, is_terminal};
use crate::markers::{is_parallel, marker};
use crate::place::bare;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ExprMethodCall, Item, ItemFn, Local, Stmt};

/// Whether a call looks like the end of an iterator chain.
pub(crate) fn is_chain(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    is_terminal(&name, call.args.len()) && (is_telling(&name) || has_items(&call.receiver))
}

/// Whether an expression shows that it is an iterator: by an adapter, a method that gives one, a range.
fn has_items(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::Range(_) => true,
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            let goes_on = adapter(&name, call.args.len()).is_some()
                || name == "chain" && call.args.len() == 1;
            gives_items(&name) || goes_on && has_items(&call.receiver)
        }
        Expr::Call(call) => match bare(&call.func) {
            Expr::Path(path) => {
                call.args.len() == 2
                    && path.path.segments.len() > 1
                    && path.path.segments.last().is_some_and(|s| s.ident == "zip")
            }
            _ => false,
        },
        _ => false,
    }
}

/// Moves `#[parallel]` and `#[serial]` from `let` statements, expression statements and tail expressions to the chains in them.
/// A marker stays where it is if there is none, and then is refused there.
pub(crate) fn place_markers(function: &mut ItemFn) {
    Place.visit_block_mut(&mut function.block);
}

struct Place;

impl VisitMut for Place {
    fn visit_local_mut(&mut self, local: &mut Local) {
        if let Some(init) = &mut local.init {
            hand_on(&mut local.attrs, &mut init.expr);
        }
        visit_mut::visit_local_mut(self, local);
    }

    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        if let Stmt::Expr(expr, _) = stmt {
            statement(expr);
        }
        visit_mut::visit_stmt_mut(self, stmt);
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

/// The attributes of `x = …` and `x += …` are parsed as those of `x`.
fn statement(expr: &mut Expr) {
    let Some(mut attrs) = holder_of(expr).map(std::mem::take) else {
        return;
    };
    hand_on(&mut attrs, expr);
    if let Some(holder) = holder_of(expr) {
        holder.splice(0..0, attrs);
    }
}

/// Where the attributes of a statement are.
fn holder_of(expr: &mut Expr) -> Option<&mut Vec<Attribute>> {
    match expr {
        Expr::Assign(e) => attributes(&mut e.left),
        Expr::Binary(e) => attributes(&mut e.left),
        other => attributes(other),
    }
}

fn hand_on(attrs: &mut Vec<Attribute>, expr: &mut Expr) {
    let ours: Vec<Attribute> = attrs
        .iter()
        .filter(|a| marker(a).is_some())
        .cloned()
        .collect();
    if ours.is_empty() {
        return;
    }
    let picks = ours.iter().any(is_parallel);
    let mut outermost = Outermost {
        ours,
        picks,
        found: 0,
    };
    outermost.visit_expr_mut(expr);
    if outermost.found > 0 {
        attrs.retain(|a| marker(a).is_none());
    }
}

/// Gives the markers to every chain that is in no other.
struct Outermost {
    ours: Vec<Attribute>,
    /// One of them is `#[parallel]`.
    picks: bool,
    found: usize,
}

impl VisitMut for Outermost {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::MethodCall(call) = expr
            && (is_chain(call) || self.picks && may_be_chain(call))
        {
            self.found += 1;
            call.attrs.extend(self.ours.iter().cloned());
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

/// Where a marker says so, a chain may begin with a variable: `it.sum()`.
pub(crate) fn may_be_chain(call: &ExprMethodCall) -> bool {
    fn base(expr: &Expr) -> &Expr {
        match bare(expr) {
            Expr::MethodCall(c) if adapter(&c.method.to_string(), c.args.len()).is_some() => {
                base(&c.receiver)
            }
            other => other,
        }
    }
    is_terminal(&call.method.to_string(), call.args.len())
        && matches!(
            base(&call.receiver),
            Expr::Path(_) | Expr::Field(_) | Expr::Call(_)
        )
}

/// The attributes of an expression of a kind that chains stand in.
fn attributes(expr: &mut Expr) -> Option<&mut Vec<Attribute>> {
    Some(match expr {
        Expr::MethodCall(e) => &mut e.attrs,
        Expr::Call(e) => &mut e.attrs,
        Expr::Path(e) => &mut e.attrs,
        Expr::Field(e) => &mut e.attrs,
        Expr::Index(e) => &mut e.attrs,
        Expr::Unary(e) => &mut e.attrs,
        Expr::Paren(e) => &mut e.attrs,
        Expr::Try(e) => &mut e.attrs,
        Expr::Return(e) => &mut e.attrs,
        Expr::Break(e) => &mut e.attrs,
        Expr::Tuple(e) => &mut e.attrs,
        Expr::Reference(e) => &mut e.attrs,
        Expr::Macro(e) => &mut e.attrs,
        Expr::If(e) => &mut e.attrs,
        Expr::Match(e) => &mut e.attrs,
        Expr::Block(e) => &mut e.attrs,
        Expr::Struct(e) => &mut e.attrs,
        Expr::Array(e) => &mut e.attrs,
        Expr::Assign(e) => &mut e.attrs,
        Expr::Binary(e) => &mut e.attrs,
        Expr::Cast(e) => return attributes(&mut e.expr),
        _ => return None,
    })
}
