//! The head of a loop taken apart: what is evaluated once, and how it is cut.

use crate::errors::{self, Errors};
use crate::place::{self, bare};
use crate::scope;
use crate::uncut;
use syn::{Expr, Ident, Pat};

/// `base.adapter(…).adapter(…)`.
pub(crate) struct Head {
    /// Number of the operand that is the base.
    pub(crate) base: usize,
    /// The base is written as an integer range, so its items are the indices.
    pub(crate) is_range: bool,
    /// From the base outwards.
    pub(crate) adapters: Vec<Adapter>,
}

/// One adapter of a head; numbers are operands.
pub(crate) enum Adapter {
    Enumerate,
    Rev,
    Copied,
    Cloned,
    Skip(usize),
    Take(usize),
    StepBy(usize),
    Zip(Head),
    Chain(Head),
    /// `zip(a, b)`; the function as written.
    ZipCall(Head, Expr),
}

/// A head and the expressions that are evaluated once, in the order of the source.
pub(crate) struct Heading {
    pub(crate) operands: Vec<Expr>,
    pub(crate) head: Head,
    /// All of it is one iterator that is pulled, on the user's word.
    pub(crate) pulled: bool,
}

/// A variable that counts the items of a level of the head.
pub(crate) struct Counter {
    /// The name, resolved.
    pub(crate) name: String,
    pub(crate) level: Level,
}

/// Where in the head a counter runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Level {
    /// The items of the range at the base.
    Base,
    /// The count of the `enumerate` that is adapter number …
    Enumerate(usize),
}

impl Heading {
    pub(crate) fn parse(expr: &Expr, pull: bool, errors: &Errors) -> Heading {
        let mut operands = Vec::new();
        // What is known to be cut need not be pulled; of all else the adapters may be the user's own.
        let closed = matches!(bare(expr), Expr::Range(r) if r.start.is_some() && r.end.is_some());
        let pulled = pull && !closed;
        let head = if pulled {
            base(expr, &mut operands)
        } else {
            parse_into(expr, &mut operands, errors)
        };
        Heading {
            operands,
            head,
            pulled,
        }
    }
}

/// The head that `expr` is; what it evaluates once is appended to `operands`.
pub(crate) fn parse_into(expr: &Expr, operands: &mut Vec<Expr>, errors: &Errors) -> Head {
    match bare(expr) {
        Expr::MethodCall(call) => {
            let method = call.method.to_string();
            let adapter: Option<fn(usize) -> Adapter> = match (method.as_str(), call.args.len()) {
                ("enumerate", 0) => Some(|_| Adapter::Enumerate),
                ("rev", 0) => Some(|_| Adapter::Rev),
                ("copied", 0) => Some(|_| Adapter::Copied),
                ("cloned", 0) => Some(|_| Adapter::Cloned),
                ("skip", 1) => Some(Adapter::Skip),
                ("take", 1) => Some(Adapter::Take),
                ("step_by", 1) => Some(Adapter::StepBy),
                ("chain", 1) if let Some(step) = step_of(expr) => {
                    errors.at(step, errors::joined_step(&step.to_string()));
                    return base(expr, operands);
                }
                ("zip" | "chain", 1) => {
                    let mut inner = parse_into(&call.receiver, operands, errors);
                    let other = parse_into(&call.args[0], operands, errors);
                    inner.adapters.push(match method.as_str() {
                        "zip" => Adapter::Zip(other),
                        _ => Adapter::Chain(other),
                    });
                    return inner;
                }
                // Asked for before the loop: what is left of the iterator is the base.
                ("skip_while", 1) => return base(expr, operands),
                _ => None,
            };
            match adapter {
                Some(adapter) => {
                    let mut inner = parse_into(&call.receiver, operands, errors);
                    if let Some(arg) = call.args.first() {
                        operands.push(arg.clone());
                    }
                    inner.adapters.push(adapter(operands.len() - 1));
                    inner
                }
                None => {
                    refuse_adapter(&call.method, errors);
                    base(expr, operands)
                }
            }
        }
        Expr::Call(call) if call.args.len() == 2 && ends_with_zip(&call.func) => {
            let mut inner = parse_into(&call.args[0], operands, errors);
            let other = parse_into(&call.args[1], operands, errors);
            inner
                .adapters
                .push(Adapter::ZipCall(other, (*call.func).clone()));
            inner
        }
        _ => base(expr, operands),
    }
}

/// `std::iter::zip(a, b)`; a bare `zip(a, b)` could be anything.
fn ends_with_zip(func: &Expr) -> bool {
    let Expr::Path(path) = bare(func) else {
        return false;
    };
    let names: Vec<String> = path
        .path
        .segments
        .iter()
        .map(|s| s.ident.to_string())
        .collect();
    matches!(
        names.iter().map(String::as_str).collect::<Vec<_>>()[..],
        ["std" | "core", "iter", "zip"] | ["iter", "zip"]
    )
}

/// The head that `expr` is as a whole.
pub(crate) fn base(expr: &Expr, operands: &mut Vec<Expr>) -> Head {
    operands.push(expr.clone());
    Head {
        base: operands.len() - 1,
        is_range: matches!(bare(expr), Expr::Range(r) if r.start.is_some() && r.end.is_some()),
        adapters: Vec::new(),
    }
}

/// A step on one side of `a.chain(b)`, which would have to run on that side alone.
fn step_of(expr: &Expr) -> Option<&Ident> {
    let Expr::MethodCall(call) = bare(expr) else {
        return None;
    };
    if uncut::is_step(call) {
        return Some(&call.method);
    }
    let joined = call.method == "chain";
    step_of(&call.receiver).or_else(|| call.args.iter().filter(|_| joined).find_map(step_of))
}

fn refuse_adapter(method: &Ident, errors: &Errors) {
    let name = method.to_string();
    match name.as_str() {
        "scan" | "fold" | "peekable" => errors.at(method, errors::carries_value(&name)),
        "map" | "filter" | "filter_map" | "flat_map" | "flatten" | "inspect" | "take_while"
        | "map_while" => {
            errors.at(method, errors::counted_after(&name));
        }
        "cycle" | "fuse" | "intersperse" => {
            errors.at(method, errors::head_not_cut(&name));
        }
        _ => {}
    }
}

impl Head {
    /// The variables of `pat` that count items; patterns that do not follow the shape of the head have none.
    pub(crate) fn counters(&self, pat: &Pat) -> Vec<Counter> {
        let all = scope::pattern_names(pat);
        let simple = |pat: &Pat| simple(pat, &all);
        let mut found = Vec::new();
        let mut pat = pat;
        for (number, adapter) in self.adapters.iter().enumerate().rev() {
            match adapter {
                Adapter::Enumerate => {
                    let Some((count, inner)) = pair(pat) else {
                        return found;
                    };
                    // What stands outside must keep the items' order and number.
                    if let Some(name) = simple(count) {
                        found.push(Counter {
                            name,
                            level: Level::Enumerate(number),
                        });
                    }
                    pat = inner;
                }
                Adapter::Zip(_) | Adapter::ZipCall(..) => {
                    let Some((inner, _)) = pair(pat) else {
                        return found;
                    };
                    pat = inner;
                }
                // The items of the base are not those of the head.
                Adapter::Chain(_) => return found,
                _ => {}
            }
        }
        if self.is_range
            && let Some(name) = simple(pat)
        {
            found.push(Counter {
                name,
                level: Level::Base,
            });
        }
        found
    }

    /// The pattern of the loop when a tuple of views is zipped to the items of `level`.
    pub(crate) fn pattern_with(&self, pat: &Pat, level: Level, views: &Pat) -> Pat {
        fn go(adapters: &[Adapter], pat: &Pat, level: Level, views: &Pat) -> Pat {
            let here = match level {
                Level::Base => adapters.is_empty(),
                Level::Enumerate(number) => adapters.len() == number + 1,
            };
            if here {
                return syn::parse_quote!((#pat, #views));
            }
            match adapters.last() {
                Some(Adapter::Enumerate) => match pair(pat) {
                    Some((count, inner)) => {
                        let inner = go(&adapters[..adapters.len() - 1], inner, level, views);
                        syn::parse_quote!((#count, #inner))
                    }
                    None => pat.clone(),
                },
                Some(Adapter::Zip(_) | Adapter::ZipCall(..)) => match pair(pat) {
                    Some((inner, other)) => {
                        let inner = go(&adapters[..adapters.len() - 1], inner, level, views);
                        syn::parse_quote!((#inner, #other))
                    }
                    None => pat.clone(),
                },
                _ => go(&adapters[..adapters.len() - 1], pat, level, views),
            }
        }
        go(&self.adapters, pat, level, views)
    }
}

fn pair(pat: &Pat) -> Option<(&Pat, &Pat)> {
    match pat {
        Pat::Tuple(t)
            if t.elems.len() == 2 && !t.elems.iter().any(|p| matches!(p, Pat::Rest(_))) =>
        {
            Some((&t.elems[0], &t.elems[1]))
        }
        Pat::Paren(p) => pair(&p.pat),
        _ => None,
    }
}

/// The resolved name of a pattern that is one plain variable; `all` are those of the whole pattern.
fn simple(pat: &Pat, all: &[syn::PatIdent]) -> Option<String> {
    match pat {
        Pat::Ident(p) if p.by_ref.is_none() && p.mutability.is_none() && p.subpat.is_none() => {
            let number = all
                .iter()
                .position(|a| scope::same_name(&a.ident, &p.ident))?;
            Some(place::item_ident(number, &p.ident).to_string())
        }
        Pat::Paren(p) => simple(&p.pat, all),
        _ => None,
    }
}
