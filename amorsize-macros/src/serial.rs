//! Loops that are taken and yet stay serial, as far as their text tells. Each gives a warning; what the text leaves open is for the report.

use crate::args::{Float, Options};
use crate::body::effects;
use crate::chain::{self, Argument, Chain};
use crate::errors::{self, Message};
use crate::place::{self, Place, bare, outer_index};
use crate::plan::{Family, Keep, SitePlan};
use crate::scope::{Binding, Scopes};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, BinOp, Block, Expr, Ident, Lit, Pat, Stmt, Type, UnOp};

/// So many items of a few operations each never pay.
const FEW: u128 = 64;
/// So many operators cost less than the way to another thread.
const OPERATORS: usize = 8;

/// The warnings of a loop; `by_row`: the loop inside it may be the parallel one.
pub(crate) fn notes(plan: &SitePlan, by_row: bool, scopes: &Scopes) -> TokenStream {
    let known = if by_row { None } else { known(plan, scopes) };
    spelled(&plan.site.inside, known)
}

/// The warnings of a chain.
pub(crate) fn chain_notes(site: &chain::Site, chain: &Chain, scopes: &Scopes) -> TokenStream {
    spelled(&site.inside, known_of_chain(site, chain, scopes))
}

fn spelled(inside: &[Attribute], known: Option<(Span, Message)>) -> TokenStream {
    let markers = inside.iter().map(|marker| {
        let name = marker.path().segments.last();
        let span = name.map_or_else(Span::call_site, |s| s.ident.span());
        (span, errors::marker_inside())
    });
    markers.chain(known).map(|(s, m)| warning(s, &m)).collect()
}

/// On stable a warning is the use of something deprecated.
fn warning(span: Span, message: &Message) -> TokenStream {
    let name = Ident::new("STAYS_SERIAL", Span::mixed_site().located_at(span));
    let text = message.text();
    quote!(const _: () = {
        #[deprecated(note = #text)]
        const #name: () = ();
        #name
    };)
}

fn known(plan: &SitePlan, scopes: &Scopes) -> Option<(Span, Message)> {
    if plan.site.while_let.is_some() || plan.site.stepped.is_some() || plan.body.has_macros {
        return None;
    }
    let source = &plan.site.source;
    let at = source.for_token.span;
    if is_all_replayed(plan) {
        return Some((at, errors::all_replayed()));
    }
    let cheap = Cheap::over(&source.pat, &source.expr, Some(&plan.body.outers), scopes);
    if let Some(items) = items(&source.expr)
        && (items <= 1 || items <= FEW && cheap.is_cheap(&plan.body.block))
    {
        return Some((at, errors::few_items(items)));
    }
    let sums = plan
        .sinks
        .iter()
        .all(|s| s.place.whole && matches!(&s.keep, Keep::Part(Family::Op("sum" | "product"), _)));
    let first = plan.sinks.first()?;
    (sums && is_strict(&plan.site.options) && cheap.adds_floats(&plan.body.block))
        .then(|| (at, errors::bare_sum(&format!("`{}`", first.place.name()))))
}

fn known_of_chain(site: &chain::Site, chain: &Chain, scopes: &Scopes) -> Option<(Span, Message)> {
    let sums = chain.end.is("sum") || chain.end.is("product");
    if !sums || !is_strict(&site.options) {
        return None;
    }
    let own: Expr = syn::parse_quote!(__item);
    let (mut item, mut value): (Pat, Expr) = (syn::parse_quote!(__item), own.clone());
    for step in &chain.steps {
        match &step.arguments[..] {
            [] if step.is("copied") || step.is("cloned") => {}
            // What a second closure is given is not known.
            [Argument::Closure(closure)] if step.is("map") && value == own => {
                item = closure.inputs.first()?.clone();
                value = (*closure.body).clone();
            }
            _ => return None,
        }
    }
    let cheap = Cheap::over(&item, &chain.written, None, scopes);
    let what = format!("`{}()`", chain.end.method);
    (cheap.value(&value) == Some(true)).then(|| (chain.end.method.span(), errors::bare_sum(&what)))
}

fn is_strict(options: &Options) -> bool {
    matches!(options.float, None | Some(Float::Strict)) && options.reduce.is_empty()
}

/// Every statement is one that the caller runs, with operands that are there already.
fn is_all_replayed(plan: &SitePlan) -> bool {
    let replayed = |place: &Place| {
        plan.sinks
            .iter()
            .any(|s| s.place.key == place.key && matches!(s.keep, Keep::Replay))
    };
    let outers = &plan.body.outers;
    let stmts = &plan.body.block.stmts;
    !stmts.is_empty()
        && stmts.iter().all(|stmt| {
            let Stmt::Expr(expr, _) = stmt else {
                return false;
            };
            if effects::ordered(expr).is_some() {
                return true;
            }
            let Expr::MethodCall(call) = effects::core(expr) else {
                return false;
            };
            let lent = |arg: &Expr| effects::lent_place(arg, outers).is_some();
            Place::of(&call.receiver).is_some_and(|p| replayed(&p))
                && call.args.iter().all(|arg| is_at_hand(arg) || lent(arg))
        })
}

/// A variable, a literal, a field of one, a borrow of one.
fn is_at_hand(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(e) => is_at_hand(&e.base),
        Expr::Unary(e) => is_at_hand(&e.expr),
        Expr::Reference(e) => e.mutability.is_none() && is_at_hand(&e.expr),
        _ => false,
    }
}

/// How many items a head has, where it says so in numbers.
fn items(head: &Expr) -> Option<u128> {
    let number = |expr: &Expr| match bare(expr) {
        Expr::Lit(e) => match &e.lit {
            Lit::Int(number) => number.base10_parse::<u128>().ok(),
            _ => None,
        },
        _ => None,
    };
    let (from, to, closed) = crate::algebra::range_of(head)?;
    let (from, to) = (number(from)?, number(to)?);
    Some(to.saturating_add(u128::from(closed)).saturating_sub(from))
}

/// Arithmetic on numbers that lie in a row: what that costs is known. Its types are those that the source says.
struct Cheap<'a> {
    /// The variables of a body that is resolved; closures of chains are not.
    outers: Option<&'a [Binding]>,
    scopes: &'a Scopes,
    /// The items, if they are numbers in a row; whether they are floats.
    item: Option<(Ident, bool)>,
    /// The loop's own counter.
    counter: Option<Ident>,
}

impl<'a> Cheap<'a> {
    fn over(pat: &Pat, head: &Expr, outers: Option<&'a [Binding]>, scopes: &'a Scopes) -> Self {
        let mut cheap = Cheap {
            outers,
            scopes,
            item: None,
            counter: None,
        };
        let mut name = pat;
        while let Pat::Reference(inner) = name {
            name = &inner.pat;
        }
        let Pat::Ident(name) = name else { return cheap };
        let name = match outers {
            Some(_) => place::item_ident(0, &name.ident),
            None => name.ident.clone(),
        };
        if crate::algebra::range_of(head).is_some() {
            cheap.counter = Some(name);
        } else {
            cheap.item = cheap.row(head).map(|float| (name, float));
        }
        cheap
    }

    /// Whether these are numbers in a row, as far as the source says; and whether they are floats.
    fn row(&self, head: &Expr) -> Option<bool> {
        match bare(head) {
            Expr::Reference(e) => self.row(&e.expr),
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let keeps = [
                    "iter",
                    "copied",
                    "cloned",
                    "rev",
                    "skip",
                    "take",
                    "into_iter",
                ];
                keeps
                    .contains(&name.as_str())
                    .then(|| self.row(&call.receiver))?
            }
            Expr::Path(path) => numbers(self.ty(path.path.get_ident()?)?),
            _ => None,
        }
    }

    fn ty(&self, ident: &Ident) -> Option<&Type> {
        match outer_index(ident) {
            Some(number) => self.outers?.get(number)?.ty.as_ref(),
            None => self.scopes.find(ident)?.ty.as_ref(),
        }
    }

    /// Every statement assigns or updates with such arithmetic, or names it.
    fn is_cheap(&self, block: &Block) -> bool {
        block.stmts.iter().all(|stmt| match stmt {
            Stmt::Expr(Expr::Assign(e), _) => self.is_target(&e.left) && self.is_number(&e.right),
            Stmt::Expr(Expr::Binary(e), _) if crate::body::is_assigning(&e.op) => {
                self.is_target(&e.left) && self.is_number(&e.right)
            }
            _ => false,
        })
    }

    fn is_target(&self, left: &Expr) -> bool {
        match bare(left) {
            Expr::Path(path) => path
                .path
                .get_ident()
                .and_then(|i| self.ty(i))
                .is_some_and(|ty| is_float(ty).is_some()),
            other => self.element(other).is_some(),
        }
    }

    /// Of all that it is made of the type is known.
    fn is_number(&self, expr: &Expr) -> bool {
        match bare(expr) {
            Expr::Path(path) => path.path.get_ident().is_some_and(|ident| {
                let own = [self.counter.as_ref(), self.item.as_ref().map(|i| &i.0)];
                own.contains(&Some(ident)) || self.ty(ident).is_some_and(|t| is_float(t).is_some())
            }),
            Expr::Binary(e) => self.is_number(&e.left) && self.is_number(&e.right),
            Expr::Unary(e) => self.is_number(&e.expr),
            Expr::Cast(e) => self.is_number(&e.expr),
            Expr::Lit(_) => true,
            other => self.element(other).is_some(),
        }
    }

    /// Every statement adds a float that is at hand, or names it for that.
    fn adds_floats(&self, block: &Block) -> bool {
        block.stmts.iter().all(|stmt| match stmt {
            Stmt::Expr(Expr::Binary(e), _) => {
                let sums = matches!(
                    e.op,
                    BinOp::AddAssign(_) | BinOp::SubAssign(_) | BinOp::MulAssign(_)
                );
                sums && self.value(&e.right) == Some(true)
            }
            _ => false,
        })
    }

    /// Whether arithmetic at hand is that of floats; `None` if it is anything else.
    fn value(&self, expr: &Expr) -> Option<bool> {
        let mut operators = 0;
        let float = self.float(expr, &mut operators)?;
        (operators <= OPERATORS).then_some(float)
    }

    fn float(&self, expr: &Expr, operators: &mut usize) -> Option<bool> {
        match bare(expr) {
            Expr::Lit(e) => Some(matches!(e.lit, Lit::Float(_))),
            Expr::Path(path) => Some(path.path.get_ident().is_some_and(|ident| match &self.item {
                Some((item, float)) if item == ident => *float,
                _ => self.ty(ident).and_then(is_float) == Some(true),
            })),
            Expr::Unary(e) if matches!(e.op, UnOp::Neg(_) | UnOp::Deref(_)) => {
                self.float(&e.expr, operators)
            }
            Expr::Reference(e) if e.mutability.is_none() => self.float(&e.expr, operators),
            Expr::Cast(e) => {
                self.float(&e.expr, operators)?;
                Some(is_float(&e.ty)?)
            }
            Expr::Binary(e) if matches!(e.op, BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_)) => {
                *operators += 1;
                let left = self.float(&e.left, operators)?;
                Some(self.float(&e.right, operators)? | left)
            }
            other => self.element(other),
        }
    }

    /// `a[i]` of an array of numbers; whether they are floats. Other subscripts may be far apart, and then a load is not cheap.
    fn element(&self, expr: &Expr) -> Option<bool> {
        let Expr::Index(e) = expr else { return None };
        let (Expr::Path(array), Expr::Path(index)) = (bare(&e.expr), bare(&e.index)) else {
            return None;
        };
        let counts = self.counter.is_some() && index.path.get_ident() == self.counter.as_ref();
        counts.then(|| numbers(self.ty(array.path.get_ident()?)?))?
    }
}

/// Whether a type is a row of numbers, and whether of floats.
fn numbers(ty: &Type) -> Option<bool> {
    match ty {
        Type::Reference(r) => numbers(&r.elem),
        Type::Slice(s) => is_float(&s.elem),
        Type::Array(a) => is_float(&a.elem),
        Type::Path(path) => {
            let last = path.path.segments.last().filter(|s| s.ident == "Vec")?;
            match &last.arguments {
                syn::PathArguments::AngleBracketed(args) => match args.args.first()? {
                    syn::GenericArgument::Type(elem) => is_float(elem),
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a type is a number, and whether a float.
fn is_float(ty: &Type) -> Option<bool> {
    let name = ty.to_token_stream().to_string();
    match name.as_str() {
        "f32" | "f64" => Some(true),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128"
        | "isize" => Some(false),
        _ => None,
    }
}
