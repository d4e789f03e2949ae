//! The walk that gathers every mention of an outer place.

use super::effects;
use super::forms::*;
use super::{Mention, Update, UpdateKind, Usage};
use crate::algebra::Algebra;
use crate::errors::{self, Errors, Spot};
use crate::methods::{CHANGES, may_change, only_reads};
use crate::place::{Element, Place, bare, statements};
use crate::scope::Binding;
use crate::stdmacro::{self, Effect};
use std::collections::HashSet;
use syn::visit::{self, Visit};
use syn::{Block, Expr, Macro, Stmt};
pub(super) struct Facts<'a> {
    pub(super) mentions: Vec<Mention>,
    pub(super) updates: Vec<Update>,
    pub(super) outers: &'a [Binding],
    pub(super) errors: &'a Errors,
    pub(super) closures: usize,
    pub(super) in_return: bool,
    pub(super) globals: &'a HashSet<String>,
    pub(super) named_like_std: bool,
    pub(super) algebra: Algebra,
}

impl Facts<'_> {
    fn mention(&mut self, place: Place, usage: Usage, span: Spot) {
        let in_return = self.in_return;
        self.mentions.push(Mention {
            place,
            usage,
            span,
            in_return,
        });
    }

    /// What workers evaluate of an effect, and what the caller does with the result.
    fn effect(&mut self, expr: &Expr) {
        if let Expr::Macro(e) = effects::core(expr) {
            let mut mac = e.mac.clone();
            self.named_like_std |= !stdmacro::is_surely_std(&mac.path);
            let mut args = Vec::new();
            stdmacro::visit_arguments(&mut mac, |arg| args.push(arg.clone()));
            args.iter().skip(1).for_each(|arg| self.visit_expr(arg));
        }
        for operand in effects::operands(&mut expr.clone(), self.outers) {
            self.visit_expr(operand);
        }
        for ending in effects::endings(expr) {
            self.in_order(&statements([ending.clone()]));
        }
    }

    /// Code that the caller runs, in order: of its mentions only counts whether they may change anything.
    fn in_order(&mut self, block: &Block) {
        let mut inside = Facts {
            mentions: Vec::new(),
            updates: Vec::new(),
            outers: self.outers,
            errors: self.errors,
            closures: 0,
            in_return: false,
            globals: self.globals,
            named_like_std: false,
            algebra: Algebra::default(),
        };
        inside.block(block, true);
        for mention in inside.mentions {
            let changed = mention.usage.changes();
            self.mentions.push(Mention {
                usage: Usage::Ordered(changed),
                ..mention
            });
        }
    }

    /// The parts of an update that are evaluated: everything but the place itself.
    fn operands(&mut self, expr: &Expr) {
        match expr {
            Expr::Binary(e) => {
                self.visit_expr(&e.right);
                self.left_operands(&e.left);
            }
            Expr::Assign(e) => {
                match Place::of(&e.left).and_then(|p| self_operand(&p, &e.right)) {
                    Some(own) if Place::of(&e.left).is_some_and(|p| !mentions(own.operand, &p)) => {
                        self.visit_expr(own.operand);
                    }
                    _ => self.visit_expr(&e.right),
                }
                self.left_operands(&e.left);
            }
            Expr::Macro(_) | Expr::MethodCall(_) if written_text(expr).is_some() => {
                if let Some((_, mac)) = written_text(expr) {
                    let mut mac = mac.clone();
                    self.named_like_std |= !stdmacro::is_surely_std(&mac.path);
                    let mut args = Vec::new();
                    stdmacro::visit_arguments(&mut mac, |arg| args.push(arg.clone()));
                    args.iter().skip(1).for_each(|arg| self.visit_expr(arg));
                }
            }
            Expr::MethodCall(e) => {
                if let Some((entry, _, args)) = entry_parts(&e.receiver) {
                    self.visit_expr(&entry.args[0]);
                    args.into_iter().for_each(|a| self.visit_expr(a));
                }
                e.args.iter().for_each(|a| self.visit_expr(a));
            }
            _ => {}
        }
    }

    fn left_operands(&mut self, left: &Expr) {
        if let Some(element) = Element::of(left) {
            element.subscripts.iter().for_each(|s| self.visit_expr(s));
        } else if let Expr::Unary(u) = bare(left)
            && let Some((entry, _, args)) = entry_parts(&u.expr)
        {
            self.visit_expr(&entry.args[0]);
            args.into_iter().for_each(|a| self.visit_expr(a));
        }
    }

    fn expression(&mut self, expr: &Expr, statement: bool) {
        if let Some((block, path)) = effects::ordered(expr) {
            if statement && self.closures == 0 {
                self.in_order(block);
            } else {
                self.errors.at(path, errors::ordered_value());
            }
            return;
        }
        let in_closure = self.closures > 0 && effects::leaves(expr);
        if !in_closure && let Some((place, kind, form)) = recognise(expr, statement, self.outers) {
            let number = self.updates.len();
            let span = Spot::of(expr);
            let usage = match kind {
                UpdateKind::ElementOp(_) | UpdateKind::ElementAssign => {
                    let left = match expr {
                        Expr::Binary(e) => &e.left,
                        Expr::Assign(e) => &e.left,
                        _ => return,
                    };
                    match Element::of(left) {
                        Some(element) => self.taken(&element, true, Some(number)),
                        None => Usage::Written,
                    }
                }
                _ => Usage::Update(number),
            };
            self.mention(place.clone(), usage, span);
            let swaps = match expr {
                Expr::MethodCall(e) if e.method == "swap" && e.args.len() == 2 => e
                    .args
                    .iter()
                    .filter_map(|a| self.algebra.reach(a))
                    .collect(),
                _ => Vec::new(),
            };
            self.updates.push(Update {
                place,
                kind,
                span,
                form,
                swaps,
            });
            if self
                .updates
                .last()
                .is_some_and(|u| u.kind == UpdateKind::Effect)
            {
                self.effect(expr);
            } else {
                self.operands(expr);
            }
            return;
        }
        self.other(expr, statement);
    }

    fn other(&mut self, expr: &Expr, statement: bool) {
        let span = Spot::of(expr);
        match expr {
            Expr::Reference(e) if e.mutability.is_some() => self.borrowed(&e.expr, span),
            Expr::RawAddr(e) => self.borrowed(&e.expr, span),
            Expr::MethodCall(e) => {
                let method = e.method.to_string();
                if let Some(place) = Place::of(&e.receiver) {
                    let binding = &self.outers[place.root];
                    // Another method is taken for a read: if it is none, the compiler refuses it inside a chunk.
                    let usage = match method.as_str() {
                        "len" if e.args.is_empty() => Usage::Length,
                        m if may_change(binding, m)
                            && (statement || CHANGES.contains(&m))
                            && !only_reads(m) =>
                        {
                            Usage::Method(method)
                        }
                        _ => Usage::Read,
                    };
                    self.mention(place, usage, span);
                } else if let Some(element) = Element::of(&e.receiver) {
                    let binding = &self.outers[element.array.root];
                    let written = may_change(binding, &method)
                        && (statement || CHANGES.contains(&method.as_str()))
                        && !only_reads(&method);
                    self.element(element, written, span);
                } else {
                    self.visit_expr(&e.receiver);
                }
                e.args.iter().for_each(|a| self.visit_expr(a));
            }
            Expr::Index(_) | Expr::Field(_) | Expr::Unary(_) | Expr::Path(_) => {
                if let Some(place) = Place::of(expr) {
                    self.mention(place, Usage::Read, span);
                } else if let Some(element) = Element::of(expr) {
                    self.element(element, false, span);
                } else {
                    visit::visit_expr(self, expr);
                }
            }
            Expr::Assign(e) => {
                self.visit_expr(&e.right);
                self.written(&e.left);
            }
            Expr::Binary(e) if assigning(&e.op).is_some() => {
                self.visit_expr(&e.right);
                self.written(&e.left);
            }
            Expr::Call(e) => {
                match Place::of(&e.func) {
                    Some(place) if self.outers[place.root].mutable => {
                        self.mention(place, Usage::Method("call".to_owned()), span);
                    }
                    _ => self.visit_expr(&e.func),
                }
                for arg in &e.args {
                    match Place::of(arg) {
                        Some(place) if place.whole && self.outers[place.root].exclusive => {
                            self.mention(place, Usage::Borrowed, Spot::of(arg));
                        }
                        _ => self.visit_expr(arg),
                    }
                }
            }
            Expr::If(e) if statement => {
                self.visit_expr(&e.cond);
                self.block(&e.then_branch, true);
                if let Some((_, other)) = &e.else_branch {
                    self.expression(other, true);
                }
            }
            Expr::Match(e) if statement => {
                self.visit_expr(&e.expr);
                for arm in &e.arms {
                    self.arm(arm, true);
                }
            }
            Expr::Block(e) if statement => self.block(&e.block, true),
            Expr::Unsafe(e) => {
                crate::check::unsafe_block(&e.block, self.globals, self.errors);
                self.block(&e.block, statement);
            }
            Expr::ForLoop(e) => {
                self.visit_expr(&e.expr);
                let mark = self.algebra.enter();
                self.algebra.declare_loop(&e.pat, &e.expr);
                self.block(&e.body, true);
                self.algebra.leave(mark);
            }
            Expr::While(e) => {
                self.visit_expr(&e.cond);
                self.block(&e.body, true);
            }
            Expr::Loop(e) => self.block(&e.body, true),
            // A value that needs nothing of the iteration is evaluated after the loop.
            Expr::Return(e) if self.closures == 0 => {
                if let Some(value) = &e.expr
                    && !crate::check::needs_no_iteration(value)
                {
                    self.in_return = true;
                    self.visit_expr(value);
                    self.in_return = false;
                }
            }
            Expr::Closure(_) | Expr::Async(_) => {
                self.closures += 1;
                let mark = self.algebra.enter();
                if let Expr::Closure(e) = expr {
                    e.inputs.iter().for_each(|pat| self.algebra.hide(pat));
                }
                visit::visit_expr(self, expr);
                self.algebra.leave(mark);
                self.closures -= 1;
            }
            Expr::Await(_) => self.errors.at(expr, errors::awaits()),
            Expr::Verbatim(tokens) => self.errors.at(tokens, errors::opaque_item("this syntax")),
            _ => visit::visit_expr(self, expr),
        }
    }

    /// The use of an element, with what its subscript takes at this point of the body.
    fn taken(&mut self, element: &Element, written: bool, update: Option<usize>) -> Usage {
        Usage::Element {
            subscripts: element.subscripts.clone(),
            reach: self.algebra.reach(&element.subscripts[0]),
            second: element.subscripts.get(1).and_then(|s| self.algebra.sum(s)),
            written,
            update,
        }
    }

    fn element(&mut self, element: Element, written: bool, span: Spot) {
        for s in &element.subscripts {
            self.visit_expr(s);
        }
        let usage = self.taken(&element, written, None);
        self.mention(element.array, usage, span);
    }

    /// `&mut` of something.
    fn borrowed(&mut self, of: &Expr, span: Spot) {
        if let Some(place) = Place::of(of) {
            self.mention(place, Usage::Borrowed, span);
        } else if let Some(element) = Element::of(of) {
            self.element(element, true, span);
        } else {
            crate::check::written_global(of, self.globals, self.errors);
            self.visit_expr(of);
        }
    }

    /// The left side of an assignment that is not one of ours: locals of the iteration, patterns, globals.
    fn written(&mut self, left: &Expr) {
        match bare(left) {
            Expr::Tuple(t) => t.elems.iter().for_each(|e| self.written(e)),
            Expr::Array(t) => t.elems.iter().for_each(|e| self.written(e)),
            Expr::Infer(_) => {}
            other => {
                if let Some(place) = Place::of(other) {
                    self.mention(place, Usage::Written, Spot::of(other));
                } else if let Some(element) = Element::of(other) {
                    self.element(element, true, Spot::of(other));
                } else {
                    crate::check::written_global(other, self.globals, self.errors);
                    self.visit_expr(other);
                }
            }
        }
    }
}

impl Facts<'_> {
    /// A block; `discarded` says that its value is not used.
    pub(super) fn block(&mut self, block: &Block, discarded: bool) {
        let mark = self.algebra.enter();
        for (number, stmt) in block.stmts.iter().enumerate() {
            match stmt {
                Stmt::Expr(expr, semi) => {
                    self.expression(
                        expr,
                        discarded || semi.is_some() || number + 1 < block.stmts.len(),
                    );
                }
                Stmt::Macro(mac) => {
                    let expr = Expr::Macro(syn::ExprMacro {
                        attrs: Vec::new(),
                        mac: mac.mac.clone(),
                    });
                    self.expression(&expr, true);
                }
                Stmt::Local(local) if ignored_value(local).is_some() => {
                    if let Some(expr) = ignored_value(local) {
                        self.expression(expr, true);
                    }
                }
                Stmt::Local(local) => {
                    visit::visit_local(self, local);
                    match &local.init {
                        Some(init) if init.diverge.is_none() => {
                            self.algebra.declare(&local.pat, Some(&init.expr));
                        }
                        _ => self.algebra.hide(&local.pat),
                    }
                }
                _ => visit::visit_stmt(self, stmt),
            }
        }
        self.algebra.leave(mark);
    }

    fn arm(&mut self, arm: &syn::Arm, statement: bool) {
        let mark = self.algebra.enter();
        self.algebra.hide(&arm.pat);
        if let syn::Pat::Guard(p) = &arm.pat {
            self.visit_expr(&p.guard);
        }
        self.expression(&arm.body, statement);
        self.algebra.leave(mark);
    }
}

impl<'ast> Visit<'ast> for Facts<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        self.block(block, false);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.expression(expr, false);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.arm(arm, false);
    }

    // What it binds hides outer names from here on: until the end of the block, which is longer than the truth and does no harm.
    fn visit_expr_let(&mut self, e: &'ast syn::ExprLet) {
        self.visit_expr(&e.expr);
        self.algebra.hide(&e.pat);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        let mut mac = mac.clone();
        self.named_like_std |= !stdmacro::is_surely_std(&mac.path);
        if mac
            .path
            .segments
            .last()
            .is_some_and(|s| s.ident == "addr_of_mut")
        {
            self.errors.at(&mac, errors::unsafe_write("addr_of_mut!"));
        }
        if stdmacro::effect(&mac) == Some(Effect::Write) {
            self.errors
                .at(&mac.path, errors::opaque_effect(&stdmacro::name(&mac)));
        }
        let mut args = Vec::new();
        stdmacro::visit_arguments(&mut mac, |arg| args.push(arg.clone()));
        for arg in &args {
            self.visit_expr(arg);
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
}
