//! What is certainly a number, a `bool` or a `char`, as far as the source shows.

use crate::place::bare;
use syn::{Expr, Ident, Lit, Type, UnOp};

/// Whether a type is one of the language's own.
pub(crate) fn is_type(ty: &Type) -> bool {
    matches!(ty, Type::Path(t) if t.qself.is_none() && t.path.get_ident().is_some_and(is_name))
}

/// Whether a value is of such a type: a literal, a constant of the type, a cast, or a sum and the like of them.
pub(crate) fn is_value(value: &Expr) -> bool {
    match bare(value) {
        Expr::Lit(e) => matches!(
            e.lit,
            Lit::Int(_) | Lit::Float(_) | Lit::Bool(_) | Lit::Char(_)
        ),
        Expr::Unary(e) => matches!(e.op, UnOp::Neg(_) | UnOp::Not(_)) && is_value(&e.expr),
        Expr::Binary(e) => is_value(&e.left) && is_value(&e.right),
        Expr::Cast(e) => is_type(&e.ty),
        Expr::Path(e) => {
            e.qself.is_none() && e.path.segments.len() == 2 && is_name(&e.path.segments[0].ident)
        }
        _ => false,
    }
}

fn is_name(name: &Ident) -> bool {
    const NAMES: [&str; 16] = [
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
        "f32", "f64", "bool", "char",
    ];
    NAMES.iter().any(|known| name == known)
}
