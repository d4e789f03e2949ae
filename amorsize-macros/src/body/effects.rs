//! Statements that only the caller may run, in source order: calls whose result ends in `?` or `unwrap()`, closures that change what they
//! hold, calls that are lent a variable by `&mut`, and `ordered!` blocks.

use crate::methods::{may_change, only_reads};
use crate::place::{self, Place, bare};
use crate::scope::{Binding, Hooks, Kind, Scopes, Walk};
use crate::stdmacro;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, ExprBlock, Ident, Macro, Stmt};

/// What may be made of a result where its statement ends; whatever they mean, they are replayed with it.
const ENDINGS: [&str; 14] = [
    "unwrap",
    "expect",
    "ok",
    "err",
    "map_err",
    "ok_or",
    "ok_or_else",
    "is_ok",
    "is_err",
    "is_some",
    "is_none",
    "unwrap_or",
    "unwrap_or_else",
    "unwrap_or_default",
];

/// The call of `call?`, `call.unwrap()`, `call.map_err(f)?`.
pub(crate) fn core(expr: &Expr) -> &Expr {
    match bare(expr) {
        Expr::Try(e) => core(&e.expr),
        Expr::MethodCall(e) if is_ending(e) => core(&e.receiver),
        other => other,
    }
}

/// The same, to be changed.
pub(crate) fn core_mut(expr: &mut Expr) -> &mut Expr {
    let inside = match &*expr {
        Expr::Try(_) | Expr::Paren(_) | Expr::Group(_) => true,
        Expr::MethodCall(e) => is_ending(e),
        _ => false,
    };
    if !inside {
        return expr;
    }
    match expr {
        Expr::Try(e) => core_mut(&mut e.expr),
        Expr::Paren(e) => core_mut(&mut e.expr),
        Expr::Group(e) => core_mut(&mut e.expr),
        Expr::MethodCall(e) => core_mut(&mut e.receiver),
        other => other,
    }
}

fn is_ending(e: &syn::ExprMethodCall) -> bool {
    ENDINGS.iter().any(|m| e.method == m)
        && matches!(
            bare(&e.receiver),
            Expr::MethodCall(_) | Expr::Try(_) | Expr::Call(_) | Expr::Macro(_)
        )
}

/// Whether the statement leaves the loop by `?` where it is replayed.
pub(crate) fn leaves(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::Try(_) => true,
        Expr::MethodCall(e) if is_ending(e) => leaves(&e.receiver),
        _ => false,
    }
}

/// The variable that a statement of these forms changes, and how it is called in reports.
pub(crate) fn effect(expr: &Expr, outers: &[Binding]) -> Option<(Place, String)> {
    let call = core(expr);
    let ended = !std::ptr::eq(call, bare(expr));
    match call {
        Expr::MethodCall(e) => match Place::of(&e.receiver) {
            Some(place) => {
                let method = e.method.to_string();
                let changes = may_change(outers.get(place.root)?, &method) && !only_reads(&method);
                (ended && changes).then(|| (place, format!(".{method}(…)")))
            }
            None if is_variable(&e.receiver) => {
                lent(e.args.iter(), outers).map(|p| (p, format!("{}(&mut …)", e.method)))
            }
            None => None,
        },
        Expr::Macro(e) if ended => {
            let target = write_target(&e.mac)?;
            let simple = matches!(bare(expr), Expr::MethodCall(m)
                if (m.method == "unwrap" || m.method == "expect") && std::ptr::eq(bare(&m.receiver), call));
            (!simple).then(|| (target, "write!".to_owned()))
        }
        Expr::Call(e) => match Place::of(&e.func) {
            Some(place) => {
                let binding = outers.get(place.root)?;
                let changes = place.whole && (binding.mutable || binding.exclusive);
                changes.then(|| (place, "(…)".to_owned()))
            }
            None => lent(e.args.iter(), outers).map(|p| (p, "(&mut …)".to_owned())),
        },
        _ => None,
    }
}

/// `write!(place, …)`, `writeln!(&mut place, …)`.
fn write_target(mac: &Macro) -> Option<Place> {
    let name = mac.path.segments.last()?.ident.to_string();
    if !matches!(name.as_str(), "write" | "writeln") {
        return None;
    }
    let target = stdmacro::first_argument(mac)?;
    match bare(&target) {
        Expr::Reference(r) if r.mutability.is_some() => Place::of(&r.expr),
        other => Place::of(other),
    }
}

/// The one variable that a call is lent by `&mut`, if it is an outer one.
fn lent<'a>(args: impl Iterator<Item = &'a Expr>, outers: &[Binding]) -> Option<Place> {
    let by_mut = |arg: &Expr| matches!(bare(arg), Expr::Reference(r) if r.mutability.is_some());
    let mut all = args.filter(|arg| by_mut(arg) || lent_place(arg, outers).is_some());
    let place = lent_place(all.next()?, outers)?;
    all.next().is_none().then_some(place)
}

/// `&mut place`, or a variable that is a `&mut` itself.
pub(crate) fn lent_place(arg: &Expr, outers: &[Binding]) -> Option<Place> {
    match bare(arg) {
        Expr::Reference(r) if r.mutability.is_some() => Place::of(&r.expr),
        other => {
            Place::of(other).filter(|p| p.whole && outers.get(p.root).is_some_and(|b| b.exclusive))
        }
    }
}

/// A variable of the iteration.
fn is_variable(expr: &Expr) -> bool {
    matches!(bare(expr), Expr::Path(p) if p.path.get_ident().is_some_and(|i| place::outer_index(i).is_none()))
}

/// The operands of an effect that workers evaluate, from left to right; what is lent stays.
pub(crate) fn operands<'a>(expr: &'a mut Expr, outers: &[Binding]) -> Vec<&'a mut Expr> {
    match expr {
        Expr::Paren(e) => operands(&mut e.expr, outers),
        Expr::Group(e) => operands(&mut e.expr, outers),
        Expr::Try(e) => operands(&mut e.expr, outers),
        Expr::MethodCall(e) => {
            if is_ending(e) {
                return operands(&mut e.receiver, outers);
            }
            let lends = Place::of(&e.receiver).is_none();
            let receiver = lends.then_some(&mut *e.receiver);
            let given = |a: &&mut Expr| !lends || lent_place(a, outers).is_none();
            receiver
                .into_iter()
                .chain(e.args.iter_mut().filter(given))
                .collect()
        }
        Expr::Call(e) => {
            let lends = Place::of(&e.func).is_none();
            let given = |a: &&mut Expr| !lends || lent_place(a, outers).is_none();
            e.args.iter_mut().filter(given).collect()
        }
        _ => Vec::new(),
    }
}

/// What the endings of an effect are given: `.map_err(f)`.
pub(crate) fn endings(expr: &Expr) -> Vec<&Expr> {
    match bare(expr) {
        Expr::Try(e) => endings(&e.expr),
        Expr::MethodCall(e) if is_ending(e) => {
            let mut all = endings(&e.receiver);
            all.extend(&e.args);
            all
        }
        _ => Vec::new(),
    }
}

/// `ordered! { … }` as a block that every phase can look into.
pub(super) struct OpenOrdered;

impl VisitMut for OpenOrdered {
    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        if let Stmt::Macro(mac) = stmt
            && let Some(block) = opened(&mac.mac)
        {
            *stmt = Stmt::Expr(block, Some(Default::default()));
        }
        syn::visit_mut::visit_stmt_mut(self, stmt);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Macro(mac) = expr
            && let Some(block) = opened(&mac.mac)
        {
            *expr = block;
        }
        syn::visit_mut::visit_expr_mut(self, expr);
    }
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

fn opened(mac: &Macro) -> Option<Expr> {
    if mac.path.segments.last()?.ident != "ordered" {
        return None;
    }
    let stmts = syn::parse::Parser::parse2(Block::parse_within, mac.tokens.clone()).ok()?;
    let path = &mac.path;
    Some(Expr::Block(ExprBlock {
        attrs: vec![syn::parse_quote!(#[amorsize_ordered(#path)])],
        label: None,
        block: Block {
            brace_token: Default::default(),
            stmts,
        },
    }))
}

/// The block of an `ordered!`, and the path of the macro as written.
pub(crate) fn ordered(expr: &Expr) -> Option<(&Block, syn::Path)> {
    let Expr::Block(e) = expr else { return None };
    let [attr] = &e.attrs[..] else { return None };
    is_ordered_mark(attr)
        .then(|| attr.parse_args().ok())?
        .map(|path| (&e.block, path))
}

pub(super) fn is_ordered_mark(attr: &syn::Attribute) -> bool {
    attr.path().is_ident("amorsize_ordered")
}

/// The variables of the iteration that `code` uses, as the user spelled them.
pub(crate) fn captures(code: &Block, inner: &[Ident]) -> Vec<Ident> {
    struct Seen(Vec<Ident>);
    impl Seen {
        fn add(&mut self, ident: Ident) {
            if !self.0.contains(&ident) {
                self.0.push(ident);
            }
        }
    }
    impl Hooks for Seen {
        fn path(&mut self, path: &mut syn::ExprPath, binding: Option<&Binding>) {
            let Some(ident) = path.path.get_ident() else {
                return;
            };
            if place::is_item(ident) || place::is_inner(ident) {
                if let Some(ident) = place::original(ident) {
                    self.add(ident);
                }
            } else if binding.is_some_and(|b| b.kind == Kind::Outer) {
                self.add(ident.clone());
            }
        }
        fn opaque_macro(&mut self, _: &Macro, names: Vec<Binding>) {
            for name in names.into_iter().filter(|n| n.kind == Kind::Outer) {
                self.add(name.ident);
            }
        }
    }
    let mut scopes = Scopes::default();
    scopes.push();
    for ident in inner {
        scopes.bind_pattern(&syn::parse_quote!(#ident), Kind::Outer, None);
    }
    let mut walk = Walk::new(Seen(Vec::new()), scopes, Kind::Inner);
    walk.visit_block_mut(&mut code.clone());
    walk.hooks.0
}
