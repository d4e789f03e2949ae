//! The runtime's names for the user's operators.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
pub(super) fn operator_method(op: &str) -> TokenStream {
    let (tr, method) = match op {
        "+" => ("Add", "add"),
        "-" => ("Sub", "sub"),
        "*" => ("Mul", "mul"),
        "/" => ("Div", "div"),
        "%" => ("Rem", "rem"),
        "<<" => ("Shl", "shl"),
        ">>" => ("Shr", "shr"),
        "&" => ("BitAnd", "bitand"),
        "|" => ("BitOr", "bitor"),
        _ => ("BitXor", "bitxor"),
    };
    let (tr, method) = (format_ident!("{tr}"), format_ident!("{method}"));
    quote!(#tr::#method)
}

pub(super) fn self_call_method(method: &str) -> TokenStream {
    let tr = match method {
        "min" => "Min",
        "max" => "Max",
        "wrapping_add" => "WrappingAdd",
        "wrapping_sub" => "WrappingSub",
        _ => "WrappingMul",
    };
    let (tr, method) = (format_ident!("{tr}"), format_ident!("{method}"));
    quote!(#tr::#method)
}

pub(super) fn by_name(op: &str) -> Ident {
    format_ident!(
        "{}",
        match op {
            "+" => "Add",
            "-" => "Sub",
            "*" => "Mul",
            "&" => "BitAnd",
            "|" => "BitOr",
            _ => "BitXor",
        }
    )
}
