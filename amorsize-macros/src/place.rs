//! Resolved names and the places built from them.
//!
//! After resolution a variable declared before the loop is spelled `__amorsize_outer_3_x` and a variable of the loop's
//! pattern `__amorsize_item_0_i`, so that the analysis is about text alone; [`restore`] gives the user's spelling back. A variable of
//! the body stays as it is, unless it looks like a constant: `__amorsize_inner_0_K`.

use crate::stdmacro;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Ident, Macro, Stmt};

const OUTER: &str = "__amorsize_outer_";
const ITEM: &str = "__amorsize_item_";
const INNER: &str = "__amorsize_inner_0_";

/// The resolved spelling of the outer variable number `index`.
pub(crate) fn outer_ident(index: usize, ident: &Ident) -> Ident {
    Ident::new(
        &format!("{OUTER}{index}_{}", plain_name(ident)),
        ident.span(),
    )
}

/// The resolved spelling of variable number `index` of the loop's pattern.
pub(crate) fn item_ident(index: usize, ident: &Ident) -> Ident {
    Ident::new(
        &format!("{ITEM}{index}_{}", plain_name(ident)),
        ident.span(),
    )
}

/// The resolved spelling of a variable that the body declares by a name that constants have.
pub(crate) fn inner_ident(ident: &Ident) -> Ident {
    Ident::new(&format!("{INNER}{}", plain_name(ident)), ident.span())
}

/// Whether the identifier is such a variable.
pub(crate) fn is_inner(ident: &Ident) -> bool {
    ident.to_string().starts_with(INNER)
}

fn plain_name(ident: &Ident) -> String {
    // `r#type` cannot be part of a longer name; the mark is put back by `original`.
    ident.to_string().replace("r#", "raw__")
}

/// The number of an outer variable, if the identifier is one.
pub(crate) fn outer_index(ident: &Ident) -> Option<usize> {
    let text = ident.to_string();
    let (index, _) = text.strip_prefix(OUTER)?.split_once('_')?;
    index.parse().ok()
}

/// Whether the identifier is a variable of the loop's pattern.
pub(crate) fn is_item(ident: &Ident) -> bool {
    ident.to_string().starts_with(ITEM)
}

/// The name as written.
pub(crate) fn original(ident: &Ident) -> Option<Ident> {
    let text = ident.to_string();
    let numbered = |rest: &str| Some(rest.split_once('_')?.1.to_owned());
    let name = match text.strip_prefix(INNER) {
        Some(name) => name.to_owned(),
        None => numbered(
            text.strip_prefix(OUTER)
                .or_else(|| text.strip_prefix(ITEM))?,
        )?,
    };
    Some(match name.strip_prefix("raw__") {
        Some(raw) => Ident::new_raw(raw, ident.span()),
        None => Ident::new(&name, ident.span()),
    })
}

/// The user's spelling of resolved names.
pub(crate) struct Restore;

impl VisitMut for Restore {
    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        if let Some(name) = original(ident) {
            *ident = name;
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        stdmacro::visit_arguments(mac, |arg| self.visit_expr_mut(arg));
    }
}

/// An expression as the user spelled it.
pub(crate) fn restore(expr: &Expr) -> Expr {
    let mut expr = expr.clone();
    Restore.visit_expr_mut(&mut expr);
    expr
}

/// A place as the user spelled it, in front of a method.
pub(crate) fn receiver(place: &Expr) -> TokenStream {
    match restore(place) {
        place @ Expr::Unary(_) => quote!((#place)),
        place => quote!(#place),
    }
}

/// The user's text of an expression, for messages and reports.
pub(crate) fn text(expr: &Expr) -> String {
    compact(&restore(expr).to_token_stream().to_string())
}

/// Tokens printed with the spaces a reader expects.
pub(crate) fn compact(tokens: &str) -> String {
    let mut text = tokens.to_owned();
    for (from, to) in [
        (" . ", "."),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" [", "["),
        ("[ ", "["),
        (" ]", "]"),
        (" ,", ","),
        (" ;", ";"),
        ("& ", "&"),
        (" :: ", "::"),
        (" ..", ".."),
        (".. ", ".."),
        (" ?", "?"),
        (" !", "!"),
        ("(* ", "(*"),
        ("&* ", "&*"),
    ] {
        text = text.replace(from, to);
    }
    if let Some(rest) = text.strip_prefix("* ") {
        text = format!("*{rest}");
    }
    text.replace("in(", "in (")
        .replace(",(", ", (")
        .replace("for(", "for (")
}

/// Without parentheses and invisible groups.
pub(crate) fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(e) => bare(&e.expr),
        Expr::Group(e) => bare(&e.expr),
        _ => expr,
    }
}

/// The expressions as statements of a block. One that begins with a block (`{ a } + b`) cannot be quoted there: it would be read as two.
pub(crate) fn statements(exprs: impl IntoIterator<Item = Expr>) -> Block {
    let statement = |expr| Stmt::Expr(expr, Some(Default::default()));
    Block {
        brace_token: Default::default(),
        stmts: exprs.into_iter().map(statement).collect(),
    }
}

/// Two expressions are the same text.
pub(crate) fn same(a: &Expr, b: &Expr) -> bool {
    key(bare(a)) == key(bare(b))
}

/// The text of an expression.
pub(crate) fn key(expr: &Expr) -> String {
    expr.to_token_stream().to_string()
}

/// An outer variable, or fields of it: `total`, `*total`, `self.stats.sum`.
#[derive(Clone)]
pub(crate) struct Place {
    /// The number of the variable.
    pub(crate) root: usize,
    /// As resolved.
    pub(crate) expr: Expr,
    /// The text, which identifies the place.
    pub(crate) key: String,
    /// Whether it is the bare variable.
    pub(crate) whole: bool,
}

impl Place {
    /// `None` where the expression is not a place of an outer variable.
    pub(crate) fn of(expr: &Expr) -> Option<Place> {
        let expr = bare(expr);
        let root = root_of(expr)?;
        Some(Place {
            root,
            key: key(expr),
            whole: matches!(expr, Expr::Path(_)),
            expr: expr.clone(),
        })
    }

    /// The variable that it is, or is a part of.
    pub(crate) fn variable(&self) -> Place {
        let mut at = bare(&self.expr);
        loop {
            at = match at {
                Expr::Field(f) => bare(&f.base),
                Expr::Unary(u) => bare(&u.expr),
                _ => break,
            };
        }
        Place {
            root: self.root,
            key: key(at),
            whole: true,
            expr: at.clone(),
        }
    }

    /// Whether it goes through a reference that is written out: `*total`.
    pub(crate) fn has_deref(&self) -> bool {
        let mut at = bare(&self.expr);
        while let Expr::Field(f) = at {
            at = bare(&f.base);
        }
        matches!(at, Expr::Unary(_))
    }

    /// The user's text.
    pub(crate) fn name(&self) -> String {
        text(&self.expr)
    }

    /// Whether the two may be the same memory, or one part of the other.
    pub(crate) fn overlaps(&self, other: &Place) -> bool {
        self.root == other.root
            && (inside(&self.fields(), &other.fields()) || inside(&other.fields(), &self.fields()))
    }

    /// The path of fields, without references.
    pub(crate) fn fields(&self) -> Vec<String> {
        let mut path = Vec::new();
        let mut at = bare(&self.expr);
        loop {
            match at {
                Expr::Field(f) => {
                    path.push(f.member.to_token_stream().to_string());
                    at = bare(&f.base);
                }
                Expr::Unary(u) => at = bare(&u.expr),
                _ => break,
            }
        }
        path.reverse();
        path
    }
}

fn inside(longer: &[String], shorter: &[String]) -> bool {
    longer.len() >= shorter.len() && longer[..shorter.len()] == *shorter
}

fn root_of(expr: &Expr) -> Option<usize> {
    match bare(expr) {
        Expr::Path(p) if p.qself.is_none() => outer_index(p.path.get_ident()?),
        Expr::Field(f) => root_of(&f.base),
        Expr::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => root_of(&u.expr),
        _ => None,
    }
}

/// An element of an outer array: the place of the array, the whole expression, its subscripts from left to right.
#[derive(Clone)]
pub(crate) struct Element {
    pub(crate) array: Place,
    pub(crate) subscripts: Vec<Expr>,
}

impl Element {
    /// `out[i]`, `out[i][j].x`, `self.grid[y]`; `None` where the base is not an outer place.
    pub(crate) fn of(expr: &Expr) -> Option<Element> {
        match bare(expr) {
            Expr::Index(e) => {
                if let Some(array) = Place::of(&e.expr) {
                    return Some(Element {
                        array,
                        subscripts: vec![(*e.index).clone()],
                    });
                }
                let mut inner = Element::of(&e.expr)?;
                inner.subscripts.push((*e.index).clone());
                Some(inner)
            }
            Expr::Field(f) => Element::of(&f.base),
            Expr::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => Element::of(&u.expr),
            _ => None,
        }
    }
}

/// Replaces the subscripts of an element, left to right.
pub(crate) fn with_subscripts(expr: &Expr, with: &mut Vec<Expr>) -> Expr {
    let mut expr = expr.clone();
    fn go(expr: &mut Expr, with: &mut Vec<Expr>) {
        match expr {
            Expr::Paren(e) => go(&mut e.expr, with),
            Expr::Group(e) => go(&mut e.expr, with),
            Expr::Field(f) => go(&mut f.base, with),
            Expr::Unary(u) => go(&mut u.expr, with),
            Expr::Index(e) => {
                if let Some(last) = with.pop() {
                    *e.index = last;
                }
                go(&mut e.expr, with);
            }
            _ => {}
        }
    }
    go(&mut expr, with);
    expr
}

/// Calls `visit` for every identifier of an expression, macro tokens of std included.
pub(crate) fn any_ident(expr: &Expr, test: &mut dyn FnMut(&Ident) -> bool) -> bool {
    struct Any<'a> {
        test: &'a mut dyn FnMut(&Ident) -> bool,
        found: bool,
    }
    impl VisitMut for Any<'_> {
        fn visit_expr_path_mut(&mut self, e: &mut syn::ExprPath) {
            if let Some(ident) = e.path.get_ident() {
                self.found |= (self.test)(ident);
            }
            visit_mut::visit_expr_path_mut(self, e);
        }
        fn visit_macro_mut(&mut self, mac: &mut Macro) {
            let mut known = false;
            stdmacro::visit_arguments(mac, |arg| {
                known = true;
                self.visit_expr_mut(arg);
            });
            if !known {
                idents(mac.tokens.clone(), &mut |i| self.found |= (self.test)(i));
            }
        }
    }
    let mut any = Any { test, found: false };
    any.visit_expr_mut(&mut expr.clone());
    any.found
}

fn idents(tokens: proc_macro2::TokenStream, visit: &mut dyn FnMut(&Ident)) {
    for tree in tokens {
        match tree {
            proc_macro2::TokenTree::Ident(i) => visit(&i),
            proc_macro2::TokenTree::Group(g) => idents(g.stream(), visit),
            _ => {}
        }
    }
}
