//! A nest with few rows: `for y in 0..h { for x in 0..w { … } }` where `h` is too small to share. There the rows are gone through
//! one by one, and the inner loop is the parallel one. That is decided when the loop runs; both are in the expansion.

use crate::args::{Float, Options};
use crate::errors::Errors;
use crate::lower;
use crate::place::bare;
use crate::plan::{Sink, Site, SitePlan};
use crate::scope::{Binding, Hooks, Kind, Scopes, Walk, pattern_names};
use syn::visit_mut::VisitMut;
use syn::{BinOp, Block, Expr, ExprForLoop, Pat, Stmt};

/// The plan of the inner loop of a nest, if the inner loop can be a site of its own.
pub(crate) fn row(site: &Site, scopes: &Scopes) -> Option<SitePlan> {
    let plain = site.while_let.is_none() && site.plain.is_none() && site.stepped.is_none();
    if !(plain && is_counted(&site.source) && inherits(&site.options)) {
        return None;
    }
    inner_loop(&site.source.body)?;
    let finder = Finder {
        site,
        outside: true,
        row: None,
    };
    let mut walk = Walk::new(finder, scopes.clone(), Kind::Outer);
    walk.visit_expr_mut(&mut Expr::ForLoop(site.source.clone()));
    walk.hooks.row.filter(|row| changes_outside(row, site))
}

/// Whether no part of a variable of the outer loop's own is changed by the row: what is asked of the types of parts is asked outside.
fn changes_outside(row: &SitePlan, site: &Site) -> bool {
    let mut own = pattern_names(&site.source.pat);
    for stmt in &site.source.body.stmts {
        if let Stmt::Local(local) = stmt {
            own.extend(pattern_names(&local.pat));
        }
    }
    let is_own = |sink: &Sink| {
        let root = &row.body.binding(&sink.place).ident;
        own.iter().any(|name| name.ident == *root)
    };
    let parts = row.sinks.iter().filter(|sink| !sink.place.whole);
    !{ parts }.any(is_own)
}

/// The options that mean the same for the loop over one row.
fn inherits(options: &Options) -> bool {
    let own = options.chunk.is_some()
        || options.target_chunk.is_some()
        || options.schedule.is_some()
        || options.condition.is_some()
        || options.key.is_some()
        || options.pull.is_some();
    let named = options.reduce.len() + options.local.len() + options.disjoint.len();
    !own && named == 0 && options.float != Some(Float::Blocked)
}

/// `for y in a..b`: what the rows share with each other is what the loop around them shares with workers anyway.
fn is_counted(source: &ExprForLoop) -> bool {
    fn is_range(head: &Expr) -> bool {
        match bare(head) {
            Expr::Range(r) => r.start.is_some() && r.end.is_some(),
            Expr::MethodCall(call) if call.method == "rev" => is_range(&call.receiver),
            _ => false,
        }
    }
    matches!(&*source.pat, Pat::Ident(_) | Pat::Wild(_)) && is_range(&source.expr)
}

/// The loop that a body ends with, if only numbers stand before it.
pub(crate) fn inner_loop(body: &Block) -> Option<&ExprForLoop> {
    let (last, before) = body.stmts.split_last()?;
    let numbers = before.iter().all(|stmt| match stmt {
        Stmt::Local(local) => local.init.as_ref().is_some_and(|init| {
            init.diverge.is_none() && local.attrs.is_empty() && is_number(&init.expr)
        }),
        _ => false,
    });
    match last {
        Stmt::Expr(Expr::ForLoop(inner), _) if numbers && inner.attrs.is_empty() => Some(inner),
        _ => None,
    }
}

/// Arithmetic: its value can be shared, whatever it is.
fn is_number(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Field(e) => is_number(&e.base),
        Expr::Unary(e) => is_number(&e.expr),
        Expr::Cast(e) => is_number(&e.expr),
        Expr::Binary(e) => {
            let assigns = crate::body::is_assigning(&e.op) || matches!(e.op, BinOp::Shl(_));
            !assigns && is_number(&e.left) && is_number(&e.right)
        }
        _ => false,
    }
}

struct Finder<'a> {
    site: &'a Site,
    /// The walk is not yet in the outer loop.
    outside: bool,
    row: Option<SitePlan>,
}

impl Hooks for Finder<'_> {
    fn path(&mut self, _: &mut syn::ExprPath, _: Option<&Binding>) {}

    fn for_loop(&mut self, expr: &mut Expr, scopes: &Scopes) -> bool {
        if std::mem::take(&mut self.outside) {
            return false;
        }
        let Expr::ForLoop(source) = expr else {
            return true;
        };
        let site = Site {
            source: source.clone(),
            while_let: None,
            plain: None,
            stepped: None,
            options: self.site.options.clone(),
            name: format!("{}, one row", self.site.name),
            function: self.site.function.clone(),
            inside: Vec::new(),
        };
        // What speaks against it is no error: then only the outer loop is shared.
        let errors = Errors::new();
        self.row = lower::site(site, scopes, &errors);
        let _ = errors.finish();
        true
    }
}
