//! Every refusal that is about one expression of a body, one function each.

use crate::cfgs;
use crate::errors::{self, Errors};
use crate::place::{bare, is_item, text};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::HashSet;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, Ident, ItemFn};

/// Functions that the attribute cannot stand on.
pub(crate) fn function(item: &ItemFn, errors: &Errors) {
    if let Some(token) = &item.sig.constness {
        errors.at(token, errors::const_fn());
    }
}

/// `#[track_caller]`: what panics there is reported at the caller's line, and chunks are closures, which do not know it.
pub(crate) fn tracked(item: &ItemFn, errors: &Errors) {
    fn names(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == "track_caller",
            TokenTree::Group(group) => names(group.stream()),
            _ => false,
        })
    }
    let conditional = |attr: &&Attribute| {
        attr.path().is_ident("track_caller")
            || attr.path().is_ident("cfg_attr") && names(attr.meta.to_token_stream())
    };
    if let Some(attr) = item.attrs.iter().find(conditional) {
        errors.at(attr, errors::tracked());
    }
}

/// What would make the loop that is analysed another than the one that is compiled: a `cfg` that is left in it, and macros that stand for
/// patterns, which bind names that cannot be seen.
pub(crate) fn whole_body(pat: &syn::Pat, block: &Block, errors: &Errors) {
    struct Look<'a>(&'a Errors);
    impl<'ast> Visit<'ast> for Look<'_> {
        fn visit_attribute(&mut self, attr: &'ast syn::Attribute) {
            if cfgs::changes_code(&attr.meta) {
                let is_plain = attr.path().is_ident("cfg");
                let name = if is_plain {
                    "`#[cfg]`"
                } else {
                    "`#[cfg_attr]`"
                };
                self.0.at(attr, errors::opaque_item(name));
            }
        }
        fn visit_pat(&mut self, pat: &'ast syn::Pat) {
            if matches!(pat, syn::Pat::Macro(_)) {
                self.0.at(
                    pat,
                    errors::opaque_item("a macro that stands for a pattern"),
                );
            }
            visit::visit_pat(self, pat);
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    if let Some(first) = cfgs::too_many(pat, block) {
        errors.at(first, errors::too_many_conditions());
        return;
    }
    Look(errors).visit_pat(pat);
    Look(errors).visit_block(block);
}

/// Jumps out of `ordered!` blocks to what workers have left behind them by then.
pub(crate) fn ordered_jumps(body: &Block, label: Option<&syn::Label>, errors: &Errors) {
    /// A loop or a labelled block.
    #[derive(PartialEq)]
    struct Frame {
        is_loop: bool,
        label: Option<String>,
    }
    struct Look<'a> {
        errors: &'a Errors,
        own: Option<&'a syn::Lifetime>,
        /// The last statement of the loop.
        last: Option<*const Expr>,
        /// Loops and labels of the body around the point, and inside the `ordered!` block, if it is in one.
        around: Vec<Frame>,
        inside: Option<(Vec<Frame>, bool)>,
    }
    impl Look<'_> {
        fn within(
            &mut self,
            label: Option<&syn::Label>,
            is_loop: bool,
            walk: impl FnOnce(&mut Self),
        ) {
            let frames = self
                .inside
                .as_mut()
                .map_or(&mut self.around, |(frames, _)| frames);
            frames.push(Frame {
                is_loop,
                label: label.map(|l| l.name.ident.to_string()),
            });
            walk(self);
            let frames = self
                .inside
                .as_mut()
                .map_or(&mut self.around, |(frames, _)| frames);
            frames.pop();
        }

        fn jump(&self, at: &Expr, label: Option<&syn::Lifetime>, continues: bool) {
            let Some((inside, last)) = &self.inside else {
                return;
            };
            let meant = |frames: &[Frame]| {
                frames.iter().any(|frame| match label {
                    None => frame.is_loop,
                    Some(l) => frame.label.as_deref() == Some(&l.ident.to_string()),
                })
            };
            if meant(inside) {
                return;
            }
            let own = label.is_none_or(|l| self.own.is_some_and(|own| own.ident == l.ident));
            if meant(&self.around) || (continues && own && !last) {
                let jump = if continues { "continue" } else { "break" };
                self.errors.at(at, errors::ordered_jump(jump));
            }
        }
    }
    impl<'ast> Visit<'ast> for Look<'_> {
        fn visit_expr(&mut self, e: &'ast Expr) {
            if let Some((block, _)) = crate::body::effects::ordered(e) {
                let last = self.last.is_some_and(|last| std::ptr::eq(last, e));
                let before = self.inside.replace((Vec::new(), last));
                self.visit_block(block);
                self.inside = before;
                return;
            }
            match e {
                Expr::ForLoop(l) => self.within(l.label.as_ref(), true, |w| w.visit_block(&l.body)),
                Expr::While(l) => self.within(l.label.as_ref(), true, |w| w.visit_block(&l.body)),
                Expr::Loop(l) => self.within(l.label.as_ref(), true, |w| w.visit_block(&l.body)),
                Expr::Block(b) => self.within(b.label.as_ref(), false, |w| w.visit_block(&b.block)),
                Expr::Break(j) => self.jump(e, j.label.as_ref(), false),
                Expr::Continue(j) => self.jump(e, j.label.as_ref(), true),
                Expr::Closure(_) | Expr::Async(_) => {}
                _ => visit::visit_expr(self, e),
            }
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let last = match body.stmts.last() {
        Some(syn::Stmt::Expr(e, _)) => Some(std::ptr::from_ref(e)),
        _ => None,
    };
    let mut look = Look {
        errors,
        own: label.map(|l| &l.name),
        last,
        around: Vec::new(),
        inside: None,
    };
    look.visit_block(body);
}

/// A write to something that is neither a variable of the function nor one of the iteration: a static.
pub(crate) fn written_global(left: &Expr, globals: &HashSet<String>, errors: &Errors) {
    let Some(path) = root_path(left) else { return };
    let global = match path.path.get_ident() {
        Some(ident) => globals.contains(&ident.to_string()) && !is_value(left),
        None => path.path.segments.len() > 1,
    };
    if global {
        errors.at(left, errors::global_write(&text(left)));
    }
}

/// `&mut CONSTANT` is a new temporary; only a whole path can be one, and statics cannot be told from it by name alone.
fn is_value(left: &Expr) -> bool {
    matches!(bare(left), Expr::Path(p) if p.path.get_ident().is_some_and(|i| i.to_string().starts_with(char::is_uppercase) && !is_constant_name(i)))
}

/// `LIKE_THIS`.
pub(crate) fn is_constant_name(ident: &Ident) -> bool {
    let name = ident.to_string();
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase)
}

/// `LIKE_THIS` or `Like`: a constant or a constructor, unless a variable has that name.
pub(crate) fn may_be_constant(ident: &Ident) -> bool {
    is_constant_name(ident) || ident.to_string().starts_with(char::is_uppercase)
}

fn root_path(expr: &Expr) -> Option<&syn::ExprPath> {
    match bare(expr) {
        Expr::Path(p) => Some(p),
        Expr::Field(e) => root_path(&e.base),
        Expr::Index(e) => root_path(&e.expr),
        Expr::Unary(e) => root_path(&e.expr),
        _ => None,
    }
}

/// Inside `unsafe` the compiler does not guard writes through pointers, so they are refused where they can be seen.
pub(crate) fn unsafe_block(block: &Block, globals: &HashSet<String>, errors: &Errors) {
    const WRITES: &[&str] = &[
        "write",
        "write_volatile",
        "write_unaligned",
        "write_bytes",
        "copy_from",
        "copy_to",
        "copy_nonoverlapping",
        "copy",
        "copy_from_nonoverlapping",
        "copy_to_nonoverlapping",
        "swap",
        "replace",
        "as_mut",
        "as_mut_unchecked",
        "from_raw_parts_mut",
        "transmute",
        "offset",
        "get_mut_unchecked",
        "from_mut",
        "read_volatile",
        "drop_in_place",
        "slice_from_raw_parts_mut",
        "from_raw",
    ];
    struct Look<'a>(&'a Errors, &'a HashSet<String>);
    impl<'ast> Visit<'ast> for Look<'_> {
        fn visit_expr(&mut self, e: &'ast Expr) {
            match e {
                Expr::Assign(a) => self.deref_write(&a.left),
                Expr::Binary(b)
                    if matches!(
                        b.op.to_token_stream().to_string().as_str(),
                        "+=" | "-=" | "*=" | "/=" | "%=" | "&=" | "|=" | "^=" | "<<=" | ">>="
                    ) =>
                {
                    self.deref_write(&b.left);
                }
                Expr::Call(c) => {
                    if let Expr::Path(p) = bare(&c.func)
                        && let Some(last) = p.path.segments.last()
                        && WRITES.contains(&last.ident.to_string().as_str())
                    {
                        self.0.at(c, errors::unsafe_write(&text(&c.func)));
                    }
                }
                Expr::MethodCall(c)
                    if self.is_static(&c.receiver)
                        && !crate::methods::only_reads(&c.method.to_string()) =>
                {
                    self.0.at(c, errors::global_write(&text(&c.receiver)));
                }
                Expr::MethodCall(c) if WRITES.contains(&c.method.to_string().as_str()) => {
                    let call = format!(".{}(…)", c.method);
                    self.0.at(&c.method, errors::unsafe_write(&call));
                }
                Expr::Reference(r) if r.mutability.is_some() => self.deref_write(&r.expr),
                Expr::Path(p)
                    if p.path
                        .segments
                        .last()
                        .is_some_and(|s| is_constant_name(&s.ident))
                        && p.qself.is_none() => {}
                _ => {}
            }
            visit::visit_expr(self, e);
        }
    }
    impl Look<'_> {
        /// Inside `unsafe` a path that is no variable may be a `static mut`.
        fn is_static(&self, receiver: &Expr) -> bool {
            root_path(receiver).is_some_and(|p| match p.path.get_ident() {
                Some(ident) => self.1.contains(&ident.to_string()),
                None => p
                    .path
                    .segments
                    .last()
                    .is_some_and(|s| is_constant_name(&s.ident)),
            })
        }
        fn deref_write(&self, left: &Expr) {
            fn derefs(e: &Expr) -> bool {
                match bare(e) {
                    Expr::Unary(u) => matches!(u.op, syn::UnOp::Deref(_)),
                    Expr::Field(f) => derefs(&f.base),
                    Expr::Index(i) => derefs(&i.expr),
                    _ => false,
                }
            }
            if derefs(left) {
                self.0.at(left, errors::unsafe_write(&text(left)));
            }
        }
    }
    Look(errors, globals).visit_block(block);
}

/// Whether evaluating an expression can neither panic nor be noticed: names, fields, literals, references, constructors, clones.
pub(crate) fn is_harmless(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(e) => is_harmless(&e.base),
        Expr::Reference(e) => e.mutability.is_none() && is_harmless(&e.expr),
        Expr::Unary(e) => {
            !matches!(e.op, syn::UnOp::Neg(_)) && is_harmless(&e.expr) || is_literal(&e.expr)
        }
        Expr::Cast(e) => is_harmless(&e.expr),
        Expr::Tuple(e) => e.elems.iter().all(is_harmless),
        Expr::Array(e) => e.elems.iter().all(is_harmless),
        Expr::Struct(e) => e.rest.is_none() && e.fields.iter().all(|f| is_harmless(&f.expr)),
        Expr::Call(e) => is_constructor(&e.func) && e.args.iter().all(is_harmless),
        Expr::MethodCall(e) => {
            e.args.is_empty()
                && [
                    "clone",
                    "to_string",
                    "to_owned",
                    "to_vec",
                    "len",
                    "as_str",
                    "as_ref",
                    "is_empty",
                    "abs",
                ]
                .contains(&e.method.to_string().as_str())
                && is_harmless(&e.receiver)
        }
        Expr::Binary(e) => {
            use syn::BinOp::*;
            matches!(
                e.op,
                Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_)
            ) && is_harmless(&e.left)
                && is_harmless(&e.right)
        }
        _ => false,
    }
}

fn is_literal(expr: &Expr) -> bool {
    matches!(bare(expr), Expr::Lit(_))
}

/// `Some`, `Error::Bad`: a path whose last segment starts with a capital and is not a constant.
pub(crate) fn is_constructor(func: &Expr) -> bool {
    match bare(func) {
        Expr::Path(p) => p
            .path
            .segments
            .last()
            .is_some_and(|s| s.ident.to_string().starts_with(char::is_uppercase)),
        _ => false,
    }
}

/// Literals, constants, constructors, functions by their path: the same everywhere.
pub(crate) fn is_constant(expr: &Expr) -> bool {
    needs_no_iteration(expr)
        && !crate::place::any_ident(expr, &mut |i| crate::place::outer_index(i).is_some())
}

/// Whether an expression contains `?`, `return` or `break`.
pub(crate) fn may_leave(expr: &Expr) -> bool {
    struct Leaves(bool);
    impl<'ast> Visit<'ast> for Leaves {
        fn visit_expr(&mut self, e: &'ast Expr) {
            self.0 |= matches!(e, Expr::Try(_) | Expr::Return(_) | Expr::Break(_));
            visit::visit_expr(self, e);
        }
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    }
    let mut leaves = Leaves(false);
    leaves.visit_expr(expr);
    leaves.0
}

/// Whether the moment shows at which an expression is evaluated: it may leave the loop, or it changes something, prints, or calls
/// something for its effect.
pub(crate) fn may_show(expr: &Expr) -> bool {
    struct Shows(bool);
    impl<'ast> Visit<'ast> for Shows {
        fn visit_stmt(&mut self, stmt: &'ast syn::Stmt) {
            self.0 |= match stmt {
                syn::Stmt::Expr(e, Some(_)) => matches!(
                    bare(e),
                    Expr::MethodCall(_) | Expr::Call(_) | Expr::Macro(_)
                ),
                syn::Stmt::Macro(_) => true,
                _ => false,
            };
            visit::visit_stmt(self, stmt);
        }
        fn visit_expr_assign(&mut self, _: &'ast syn::ExprAssign) {
            self.0 = true;
        }
        fn visit_expr_binary(&mut self, e: &'ast syn::ExprBinary) {
            self.0 |= crate::body::is_assigning(&e.op);
            visit::visit_expr_binary(self, e);
        }
        fn visit_expr_reference(&mut self, e: &'ast syn::ExprReference) {
            self.0 |= e.mutability.is_some();
            visit::visit_expr_reference(self, e);
        }
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    }
    let mut shows = Shows(may_leave(expr));
    shows.visit_expr(expr);
    shows.0
}

/// Whether an expression needs nothing of the iteration, so that it can as well be evaluated after the loop.
///
/// Only names that are certainly not the iteration's count: outer variables, constants, constructors.
pub(crate) fn needs_no_iteration(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::Lit(_) => true,
        Expr::Path(p) => match p.path.get_ident() {
            Some(ident) => {
                crate::place::outer_index(ident).is_some()
                    || (!is_item(ident) && ident.to_string().starts_with(char::is_uppercase))
            }
            None => true,
        },
        Expr::Field(e) => needs_no_iteration(&e.base),
        Expr::Unary(e) => needs_no_iteration(&e.expr),
        Expr::Tuple(e) => e.elems.iter().all(needs_no_iteration),
        Expr::Reference(e) => e.mutability.is_none() && needs_no_iteration(&e.expr),
        Expr::Call(e) => is_constructor(&e.func) && e.args.iter().all(needs_no_iteration),
        _ => false,
    }
}
