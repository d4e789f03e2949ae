//! Closures of a chain give a value and do nothing else: each is looked at as the body of a loop.

use super::parse::{Argument, Chain, Side, Step, Where};
use crate::body::{Body, Usage};
use crate::errors::{self, Errors};
use crate::place::{bare, restore};
use crate::scope::Scopes;
use crate::stdmacro::{self, Effect};
use syn::visit::{self, Visit};
use syn::{Expr, ExprClosure, ExprForLoop, Pat, Stmt};

/// A variable that closures on workers look at, and whether a `move` closure takes it.
pub(crate) struct Capture {
    pub(crate) expr: Expr,
    pub(crate) span: proc_macro2::Span,
    pub(crate) moved: bool,
}

/// Refuses closures with effects; gives what those that run on workers capture.
pub(crate) fn closures(chain: &Chain, scopes: &Scopes, errors: &Errors) -> Vec<Capture> {
    let mut check = Check {
        scopes,
        errors,
        captures: Vec::new(),
        seen: Vec::new(),
    };
    for (number, step) in chain.steps.iter().enumerate() {
        let place = if number < chain.workers {
            Where::Worker
        } else {
            Where::Caller
        };
        check.step(step, place);
    }
    let on_caller = chain.ends_on_caller()
        || matches!(
            chain.end.method.to_string().as_str(),
            "min_by" | "max_by" | "reduce"
        );
    check.step(
        &chain.end,
        if on_caller {
            Where::Caller
        } else {
            Where::Worker
        },
    );
    check.captures
}

struct Check<'a> {
    scopes: &'a Scopes,
    errors: &'a Errors,
    captures: Vec<Capture>,
    seen: Vec<String>,
}

impl Check<'_> {
    fn step(&mut self, step: &Step, place: Where) {
        for argument in &step.arguments {
            match argument {
                Argument::Closure(closure) => self.closure(closure, place),
                Argument::Side(Side { steps, .. }) => {
                    steps.iter().for_each(|s| self.step(s, place));
                }
                Argument::Constant(_) | Argument::Operand(_) => {}
            }
        }
    }

    fn closure(&mut self, closure: &ExprClosure, place: Where) {
        let body = Body::new(&as_body(closure), self.scopes, self.errors);
        Effects(self.errors).visit_block(&body.block);
        for changed in body.changed() {
            let name = changed.name();
            let Some(mention) = body.mentions.iter().find(|m| {
                m.place.key == changed.key && !matches!(m.usage, Usage::Read | Usage::Length)
            }) else {
                continue;
            };
            let message = match &mention.usage {
                Usage::Borrowed => errors::borrowed_mutably(&name),
                Usage::Method(method) => errors::closure_receiver(&name, method),
                _ => errors::closure_changes(&name),
            };
            self.errors.at_span(mention.span, message);
        }
        if place == Where::Caller {
            return;
        }
        let moves = closure.capture.is_some();
        for mention in &body.mentions {
            let binding = &body.outers[mention.place.root];
            let mut expr = &mention.place.expr;
            // `*r` needs `r`, and a `move` closure takes `s` for `s.x` behind a reference.
            loop {
                match bare(expr) {
                    Expr::Unary(u) => expr = &u.expr,
                    Expr::Field(f) if moves => expr = &f.base,
                    _ => break,
                }
            }
            let key = format!("{moves} {}", crate::place::key(expr));
            if !binding.initialised || self.seen.contains(&key) {
                continue;
            }
            self.seen.push(key);
            self.captures.push(Capture {
                expr: restore(expr),
                span: mention.span.start,
                moved: moves,
            });
        }
    }
}

/// `|a, b| body` as `for (a, b) in () { body }`, to be looked at.
fn as_body(closure: &ExprClosure) -> ExprForLoop {
    let inputs: Vec<Pat> = closure
        .inputs
        .iter()
        .map(|pat| match pat {
            Pat::Type(typed) => (*typed.pat).clone(),
            other => other.clone(),
        })
        .collect();
    let mut found: ExprForLoop = match &inputs[..] {
        [one] => syn::parse_quote!(for #one in () {}),
        _ => syn::parse_quote!(for (#(#inputs),*) in () {}),
    };
    // Not quoted: `{ a } + b` would be read as two statements there.
    found
        .body
        .stmts
        .push(Stmt::Expr((*closure.body).clone(), None));
    found
}

/// Effects whose order can be seen.
struct Effects<'a>(&'a Errors);

impl<'ast> Visit<'ast> for Effects<'_> {
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        if stdmacro::effect(mac) == Some(Effect::Print) {
            self.0
                .at(&mac.path, errors::effect_in_chain(&stdmacro::name(mac)));
        }
        let mut mac = mac.clone();
        let mut arguments = Vec::new();
        stdmacro::visit_arguments(&mut mac, |argument| arguments.push(argument.clone()));
        for argument in &arguments {
            visit::visit_expr(&mut Effects(self.0), argument);
        }
    }
}
