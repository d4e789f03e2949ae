//! Which updates of one variable can be merged together.

use crate::body::UpdateKind;
use crate::plan::Family;
/// The probe's method for an operator.
pub(super) fn operator_family(op: &str) -> Option<&'static str> {
    Some(match op {
        "+" | "-" => "sum",
        "*" => "product",
        "&" => "and_",
        "|" => "or_",
        "^" => "xor",
        _ => return None,
    })
}

pub(super) fn family(kind: &UpdateKind) -> Option<Family> {
    Some(match kind {
        UpdateKind::Op(op) => Family::Op(operator_family(op).unwrap_or("logged")),
        UpdateKind::SelfOp(op) => Family::Op(operator_family(op)?),
        UpdateKind::SelfCall(method) if method.starts_with("saturating") => return None,
        UpdateKind::SelfCall(method) => Family::Op(match method.as_str() {
            "min" => "min_",
            "max" => "max_",
            "wrapping_mul" => "wrapping_product",
            _ => "wrapping_sum",
        }),
        UpdateKind::Call(method, args) => match (method.as_str(), args) {
            ("push" | "push_back" | "push_str" | "extend" | "extend_from_slice", 1) => {
                Family::Appends
            }
            ("insert", n @ (1 | 2)) => Family::Inserts(*n),
            _ => return None,
        },
        UpdateKind::Write => Family::Appends,
        UpdateKind::EntryOp(op) => Family::EntryOp(operator_family(op)?),
        UpdateKind::EntryPush(true) => Family::EntryPush,
        _ => return None,
    })
}
