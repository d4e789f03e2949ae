//! A chain taken apart: the head that is cut, the adapters over a piece, those that only the caller can run, the end.

use super::adapters::{self, Adapter, adapter};
use crate::errors::{self, Errors};
use crate::head::{self, Head};
use crate::place::bare;
use crate::scope::{Kind, Scopes};
use syn::{AngleBracketedGenericArguments, Expr, ExprClosure, ExprMethodCall, Ident};

/// `head.step(…).step(…).end(…)`.
pub(crate) struct Chain {
    /// What is evaluated once, in the order of the source.
    pub(crate) operands: Vec<Expr>,
    pub(crate) head: Head,
    /// The head as written, for spans and reports.
    pub(crate) written: Expr,
    pub(crate) steps: Vec<Step>,
    /// Steps from this one on are run by the caller.
    pub(crate) workers: usize,
    pub(crate) end: Step,
}

/// One method of a chain.
pub(crate) struct Step {
    pub(crate) method: Ident,
    pub(crate) turbofish: Option<AngleBracketedGenericArguments>,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) adapter: Option<Adapter>,
}

/// An argument of a method.
pub(crate) enum Argument {
    /// A closure literal.
    Closure(ExprClosure),
    /// A path that is no variable: the same wherever it stands.
    Constant(Expr),
    /// Operand number …, evaluated once.
    Operand(usize),
    /// The other side of a `zip`.
    Side(Side),
}

/// The other side of a `zip`.
pub(crate) struct Side {
    pub(crate) head: Head,
    pub(crate) steps: Vec<Step>,
}

/// Who runs a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Where {
    Worker,
    Caller,
}

impl Step {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.method == name
    }

    /// The operands among its arguments that it calls.
    fn functions(&self) -> Vec<usize> {
        if ["skip", "take", "step_by", "nth"]
            .iter()
            .any(|n| self.is(n))
        {
            return Vec::new();
        }
        // `fold` begins with a value.
        let values = usize::from(self.is("fold"));
        { self.arguments.iter().skip(values) }
            .flat_map(|argument| match argument {
                Argument::Operand(n) => vec![*n],
                Argument::Side(side) => side.steps.iter().flat_map(Step::functions).collect(),
                Argument::Closure(_) | Argument::Constant(_) => Vec::new(),
            })
            .collect()
    }
}

impl Chain {
    /// Takes a chain apart; what cannot be part of one goes to `errors`.
    ///
    /// `pull`: the head is whatever iterator stands there.
    pub(crate) fn parse(
        call: &ExprMethodCall,
        pull: bool,
        scopes: &Scopes,
        errors: &Errors,
    ) -> Option<Chain> {
        let mut parser = Parser {
            operands: Vec::new(),
            pull,
            scopes,
            errors,
        };
        let (written, head, steps) = parser.spine(&call.receiver);
        let end = parser.step(call, None);
        let workers = on_workers(&steps);
        let chain = Chain {
            operands: parser.operands,
            head,
            written,
            steps,
            workers,
            end,
        };
        chain.refuse(errors);
        errors.is_empty().then_some(chain)
    }

    /// Whether the caller runs the end of the chain as written.
    pub(crate) fn ends_on_caller(&self) -> bool {
        self.workers < self.steps.len()
    }

    /// Whether operand number `operand` is a function that workers call by reference.
    pub(crate) fn is_called(&self, operand: usize) -> bool {
        let on_caller = self.takes_function();
        let mut all = self.steps.iter().chain([&self.end]);
        !on_caller && all.any(|step| step.functions().contains(&operand))
    }

    /// Whether the caller calls a function that is an operand: it may change what it holds.
    pub(crate) fn takes_function(&self) -> bool {
        let by_caller = ["min_by", "max_by", "reduce"]
            .iter()
            .any(|end| self.end.is(end));
        let end = (by_caller || self.ends_on_caller()).then_some(&self.end);
        let mut steps = self.steps[self.workers..].iter().chain(end);
        steps.any(|step| !step.functions().is_empty())
    }

    /// Whether items of the head may be left unseen.
    pub(crate) fn may_end(&self) -> bool {
        adapters::ends_early(&self.end.method.to_string())
            || self
                .steps
                .iter()
                .any(|s| s.adapter == Some(Adapter::Ending) || s.is("take"))
    }

    /// Whether the first failure ends it, if its value is a `Result` or an `Option`.
    pub(crate) fn may_fail(&self) -> bool {
        ["collect", "sum", "product"]
            .iter()
            .any(|end| self.end.is(end))
    }

    /// Nothing stands between the base and a method that takes `&mut self`.
    pub(crate) fn is_searched_head(&self) -> bool {
        self.steps.is_empty()
            && self.head.adapters.is_empty()
            && adapters::ends_early(&self.end.method.to_string())
    }

    fn refuse(&self, errors: &Errors) {
        for step in &self.steps {
            let name = step.method.to_string();
            if step.adapter == Some(Adapter::Carrying) {
                errors.at(&step.method, errors::carries_value(&name));
                return;
            }
        }
        let end = self.end.method.to_string();
        if end == "try_fold" {
            errors.at(&self.end.method, errors::carries_value(&end));
        }
        let Some(first) = self.steps.get(self.workers) else {
            return;
        };
        // What is left to the caller must be worth the way: closures before it, and no early end behind it.
        if !self.steps[..self.workers].iter().any(|s| s.has_closure()) {
            errors.at(
                &first.method,
                errors::in_order_first(&first.method.to_string()),
            );
            return;
        }
        if let Some(rev) = self.steps[self.workers..].iter().find(|s| s.is("rev")) {
            errors.at(&rev.method, errors::backwards_in_order());
        }
        let early = self.steps[self.workers + 1..]
            .iter()
            .find(|s| s.adapter == Some(Adapter::Ending) || s.is("take"))
            .map(|s| &s.method);
        let end_early = adapters::ends_early(&end).then_some(&self.end.method);
        if let Some(method) = early.or(end_early)
            && !first.is("take")
        {
            errors.at(
                method,
                errors::early_after_order(&method.to_string(), &first.method.to_string()),
            );
        }
    }
}

impl Step {
    fn has_closure(&self) -> bool {
        matches!(
            self.adapter,
            Some(Adapter::OneToOne | Adapter::Changing | Adapter::Ending)
        ) && !self.arguments.is_empty()
    }
}

/// How many steps workers can run: up to the first that depends on how many items come before it in other pieces.
fn on_workers(steps: &[Step]) -> usize {
    // One item per item of the head, so that its index is known; whether `rev` can be moved to the head; whether items
    // were left out by index.
    let (mut counted, mut reversible, mut shifted) = (true, true, false);
    for (number, step) in steps.iter().enumerate() {
        match step.adapter {
            Some(Adapter::OneToOne) => {}
            Some(Adapter::Changing) => counted = false,
            Some(Adapter::Ending) => reversible = false,
            Some(Adapter::Positional) if counted => match step.method.to_string().as_str() {
                "rev" if !reversible => return number,
                "skip" | "step_by" => (reversible, shifted) = (false, true),
                "take" | "zip" if shifted => return number,
                "take" => reversible = false,
                _ => {}
            },
            Some(Adapter::Positional) if step.is("rev") && reversible => {}
            _ => return number,
        }
    }
    steps.len()
}

struct Parser<'a> {
    operands: Vec<Expr>,
    /// The next head is pulled.
    pull: bool,
    scopes: &'a Scopes,
    errors: &'a Errors,
}

impl Parser<'_> {
    /// The head of a chain and the adapters on it.
    fn spine(&mut self, expr: &Expr) -> (Expr, Head, Vec<Step>) {
        let mut calls = Vec::new();
        let mut at = bare(expr);
        while let Expr::MethodCall(call) = at
            && let Some(adapter) = adapter(&call.method.to_string(), call.args.len())
        {
            calls.push((call, adapter));
            at = bare(&call.receiver);
        }
        calls.reverse();
        let cut = calls.iter().take_while(|(call, _)| is_cut(call)).count();
        let written = match cut {
            0 => at.clone(),
            n => Expr::MethodCall(calls[n - 1].0.clone()),
        };
        let head = if std::mem::take(&mut self.pull) {
            head::base(&written, &mut self.operands)
        } else {
            head::parse_into(&written, &mut self.operands, self.errors)
        };
        let steps = calls[cut..]
            .iter()
            .map(|(call, adapter)| self.step(call, Some(*adapter)))
            .collect();
        (written, head, steps)
    }

    fn step(&mut self, call: &ExprMethodCall, adapter: Option<Adapter>) -> Step {
        let zip = adapter == Some(Adapter::Positional) && call.method == "zip";
        let arguments = call
            .args
            .iter()
            .map(|argument| {
                if zip {
                    let (_, head, steps) = self.spine(argument);
                    for step in &steps {
                        if step.adapter != Some(Adapter::OneToOne) {
                            let name = step.method.to_string();
                            self.errors.at(&step.method, errors::not_in_zip(&name));
                        }
                    }
                    return Argument::Side(Side { head, steps });
                }
                self.argument(argument)
            })
            .collect();
        Step {
            method: call.method.clone(),
            turbofish: call.turbofish.clone(),
            arguments,
            adapter,
        }
    }

    fn argument(&mut self, argument: &Expr) -> Argument {
        match bare(argument) {
            Expr::Closure(closure) => Argument::Closure(closure.clone()),
            Expr::Path(path) if !self.is_variable(path) => Argument::Constant(argument.clone()),
            _ => {
                self.operands.push(argument.clone());
                Argument::Operand(self.operands.len() - 1)
            }
        }
    }

    fn is_variable(&self, path: &syn::ExprPath) -> bool {
        path.path.get_ident().is_some_and(|ident| {
            self.scopes
                .find(ident)
                .is_some_and(|b| b.kind != Kind::NotAVariable)
        })
    }
}

/// An adapter that the head takes along: cut by index, and the other side of a `zip` is a head itself.
fn is_cut(call: &ExprMethodCall) -> bool {
    adapters::is_cut(&call.method.to_string())
        && (call.method != "zip" || call.args.iter().all(is_head))
}

/// No adapter in it that a head does not know.
fn is_head(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::MethodCall(call) => match adapter(&call.method.to_string(), call.args.len()) {
            Some(_) => is_cut(call) && is_head(&call.receiver),
            None => true,
        },
        _ => true,
    }
}
