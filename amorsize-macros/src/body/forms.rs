//! The forms in which a statement changes something outside the loop.

use super::{UpdateKind, effects};
use crate::methods::{may_change, only_reads};
use crate::place::{self, Element, Place, bare};
use crate::scope::Binding;
use crate::stdmacro::{self};
use syn::{BinOp, Expr, Macro};

/// Whether an operator is `op=`.
pub(crate) fn is_assigning(op: &BinOp) -> bool {
    assigning(op).is_some()
}

/// Looks at an expression for one of the forms that change an outer place.
pub(crate) fn recognise(
    expr: &Expr,
    statement: bool,
    outers: &[Binding],
) -> Option<(Place, UpdateKind, String)> {
    if statement && let Some((place, form)) = effects::effect(expr, outers) {
        return Some((place, UpdateKind::Effect, form));
    }
    match expr {
        Expr::Binary(e) => {
            let op = assigning(&e.op)?;
            let form = format!("{op}=");
            if let Some(place) = Place::of(&e.left) {
                return Some((place, UpdateKind::Op(op), form));
            }
            if let Some(element) = Element::of(&e.left) {
                return Some((element.array, UpdateKind::ElementOp(op), form));
            }
            let map = entry_target(&e.left)?;
            Some((map, UpdateKind::EntryOp(op), format!("entry {form}")))
        }
        Expr::Assign(e) => {
            if let Some(place) = Place::of(&e.left) {
                let kind = self_update(&place, &e.right).unwrap_or(UpdateKind::Assign);
                let form = match &kind {
                    UpdateKind::SelfOp(op) => format!("{op}="),
                    UpdateKind::SelfCall(method) => method.clone(),
                    _ => "=".to_owned(),
                };
                return Some((place, kind, form));
            }
            let element = Element::of(&e.left)?;
            Some((element.array, UpdateKind::ElementAssign, "[…] =".to_owned()))
        }
        Expr::Macro(_) if statement => {
            let (place, _) = written_text(expr)?;
            Some((place, UpdateKind::Write, "write!".to_owned()))
        }
        Expr::MethodCall(e) => {
            if statement && let Some((place, _)) = written_text(expr) {
                return Some((place, UpdateKind::Write, "write!".to_owned()));
            }
            let method = e.method.to_string();
            if (method == "push" || method == "push_str")
                && e.args.len() == 1
                && is_entry(&e.receiver)
            {
                let (entry, _, args) = entry_parts(&e.receiver)?;
                let map = Place::of(&entry.receiver)?;
                let fixed = args.into_iter().all(crate::check::is_constant);
                return Some((map, UpdateKind::EntryPush(fixed), "entry push".to_owned()));
            }
            let place = Place::of(&e.receiver)?;
            let binding = outers.get(place.root)?;
            if statement && may_change(binding, &method) && !only_reads(&method) {
                let form = format!(".{method}(…)");
                return Some((place, UpdateKind::Call(method, e.args.len()), form));
            }
            None
        }
        _ => None,
    }
}

/// `write!(s, …)`, `write!(s, …).unwrap()`, `writeln!(s, …).expect("…")`: the place and the macro.
pub(crate) fn written_text(expr: &Expr) -> Option<(Place, &Macro)> {
    let mac = match expr {
        Expr::Macro(e) => &e.mac,
        Expr::MethodCall(e) if e.method == "unwrap" || e.method == "expect" => {
            match bare(&e.receiver) {
                Expr::Macro(m) => &m.mac,
                _ => return None,
            }
        }
        _ => return None,
    };
    let name = mac.path.segments.last()?.ident.to_string();
    if !matches!(name.as_str(), "write" | "writeln") {
        return None;
    }
    let target = stdmacro::first_argument(mac)?;
    let place = match bare(&target) {
        Expr::Reference(r) if r.mutability.is_some() => Place::of(&r.expr)?,
        other => Place::of(other)?,
    };
    Some((place, mac))
}

/// The operator of `op=`, without the `=`.
pub(super) fn assigning(op: &BinOp) -> Option<String> {
    let text = match op {
        BinOp::AddAssign(_) => "+",
        BinOp::SubAssign(_) => "-",
        BinOp::MulAssign(_) => "*",
        BinOp::DivAssign(_) => "/",
        BinOp::RemAssign(_) => "%",
        BinOp::BitXorAssign(_) => "^",
        BinOp::BitAndAssign(_) => "&",
        BinOp::BitOrAssign(_) => "|",
        BinOp::ShlAssign(_) => "<<",
        BinOp::ShrAssign(_) => ">>",
        _ => return None,
    };
    Some(text.to_owned())
}

fn binary(op: &BinOp) -> Option<String> {
    let text = match op {
        BinOp::Add(_) => "+",
        BinOp::Sub(_) => "-",
        BinOp::Mul(_) => "*",
        BinOp::BitXor(_) => "^",
        BinOp::BitAnd(_) => "&",
        BinOp::BitOr(_) => "|",
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        _ => return None,
    };
    Some(text.to_owned())
}

macro_rules! PRIMITIVE {
    () => {
        "f32"
            | "f64"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
    };
}

const SELF_CALLS: &[&str] = &[
    "min",
    "max",
    "wrapping_add",
    "wrapping_sub",
    "wrapping_mul",
    "saturating_add",
    "saturating_sub",
    "saturating_mul",
];

/// `place = place op e` and its kin; the operand must not mention the place again.
fn self_update(place: &Place, right: &Expr) -> Option<UpdateKind> {
    let operand = self_operand(place, right)?;
    if mentions(operand.operand, place) {
        return None;
    }
    Some(operand.kind)
}

/// The operand of a self-update and on which side it stands.
pub(crate) struct SelfOperand<'a> {
    pub(crate) operand: &'a Expr,
    pub(crate) kind: UpdateKind,
}

pub(crate) fn self_operand<'a>(place: &Place, right: &'a Expr) -> Option<SelfOperand<'a>> {
    let is_place = |e: &Expr| Place::of(e).is_some_and(|p| p.key == place.key);
    // `*n = n.wrapping_add(1)`: a receiver is dereferenced by itself.
    let pointee = match bare(&place.expr) {
        Expr::Unary(u) => Place::of(&u.expr).map(|p| p.key),
        _ => None,
    };
    let is_receiver =
        |e: &Expr| is_place(e) || pointee.is_some() && Place::of(e).map(|p| p.key) == pointee;
    match bare(right) {
        Expr::Binary(e) => {
            let op = binary(&e.op)?;
            let operand = if is_place(&e.left) {
                &*e.right
            } else if is_place(&e.right) && !matches!(op.as_str(), "-" | "&&" | "||") {
                &*e.left
            } else {
                return None;
            };
            Some(SelfOperand {
                operand,
                kind: UpdateKind::SelfOp(op),
            })
        }
        Expr::MethodCall(e) if e.args.len() == 1 => {
            let method = e.method.to_string();
            let commutes = matches!(method.as_str(), "min" | "max");
            if !SELF_CALLS.contains(&method.as_str()) {
                return None;
            }
            let operand = if is_receiver(&e.receiver) {
                &e.args[0]
            } else if commutes && is_place(&e.args[0]) {
                &*e.receiver
            } else {
                return None;
            };
            Some(SelfOperand {
                operand,
                kind: UpdateKind::SelfCall(method),
            })
        }
        Expr::Call(e) if e.args.len() == 2 => {
            let Expr::Path(path) = bare(&e.func) else {
                return None;
            };
            let names: Vec<String> = path
                .path
                .segments
                .iter()
                .map(|s| s.ident.to_string())
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            // `max` of any other path may be a function of the user's.
            let (["std" | "core", "cmp", method]
            | ["cmp", method]
            | ["Ord", method]
            | [PRIMITIVE!(), method]) = names[..]
            else {
                return None;
            };
            if !matches!(method, "min" | "max") {
                return None;
            }
            let method = method.to_owned();
            let operand = if is_place(&e.args[0]) {
                &e.args[1]
            } else if is_place(&e.args[1]) {
                &e.args[0]
            } else {
                return None;
            };
            Some(SelfOperand {
                operand,
                kind: UpdateKind::SelfCall(method),
            })
        }
        _ => None,
    }
}

/// Whether an expression mentions a place's variable.
pub(crate) fn mentions(expr: &Expr, place: &Place) -> bool {
    place::any_ident(expr, &mut |ident| {
        place::outer_index(ident) == Some(place.root)
    })
}

/// `*map.entry(k).or_insert(c)`: the map.
fn entry_target(left: &Expr) -> Option<Place> {
    match bare(left) {
        Expr::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => entry_receiver(&u.expr),
        _ => None,
    }
}

/// `map.entry(k).or_insert(c)`: the map.
pub(crate) fn entry_receiver(expr: &Expr) -> Option<Place> {
    let (entry, _, _) = entry_parts(expr)?;
    Place::of(&entry.receiver)
}

fn is_entry(expr: &Expr) -> bool {
    entry_receiver(expr).is_some()
}

/// The call of `entry`, the name of the `or_…` method, its arguments.
pub(crate) fn entry_parts(expr: &Expr) -> Option<(&syn::ExprMethodCall, String, Vec<&Expr>)> {
    let Expr::MethodCall(or) = bare(expr) else {
        return None;
    };
    let name = or.method.to_string();
    let arguments = match name.as_str() {
        "or_insert" | "or_insert_with" => 1,
        "or_default" => 0,
        _ => return None,
    };
    if or.args.len() != arguments {
        return None;
    }
    let Expr::MethodCall(entry) = bare(&or.receiver) else {
        return None;
    };
    if entry.method != "entry" || entry.args.len() != 1 {
        return None;
    }
    Some((entry, name, or.args.iter().collect()))
}

/// The call of `let _ = call;`.
pub(crate) fn ignored_value(local: &syn::Local) -> Option<&Expr> {
    match (&local.pat, &local.init) {
        (syn::Pat::Wild(_), Some(init)) if init.diverge.is_none() => match &*init.expr {
            call @ (Expr::MethodCall(_) | Expr::Macro(_) | Expr::Try(_) | Expr::Call(_)) => {
                Some(call)
            }
            _ => None,
        },
        _ => None,
    }
}
