//! The least and greatest value of a subscript, spelled for the runtime.

use super::heads::Spelled;
use crate::head::Level;
use crate::place::restore;
use crate::plan::Bound;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The values of a counter of the loop.
pub(super) fn counter(level: Level, spelled: &Spelled<'_>) -> TokenStream {
    let p = spelled.private;
    match level {
        Level::Base => {
            let base = &spelled.names[spelled.head.base];
            quote!(#p::counter(&#base))
        }
        Level::Enumerate(number) => {
            let items = spelled.counted(number);
            quote!(#p::enumerated(#items))
        }
    }
}

/// The values of an expression.
pub(super) fn spelled(bound: &Bound, names: &Spelled<'_>) -> TokenStream {
    let p = names.private;
    let joined = |all: &[Bound], op: TokenStream| {
        let mut parts = all.iter().map(|b| match b {
            Bound::Sum(_) => {
                let inside = spelled(b, names);
                quote!((#inside))
            }
            _ => spelled(b, names),
        });
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |a, b| quote!(#a #op #b))
    };
    match bound {
        Bound::Number(value) => {
            let value = Literal::i128_unsuffixed(*value);
            quote!(#p::number(#value))
        }
        Bound::Fixed(expr) => {
            let expr = restore(expr);
            quote!(#p::fixed(#expr))
        }
        Bound::Length(array) => {
            let array = restore(array);
            quote!({ use #p::look::*; (&&#p::Look(&#array)).length() })
        }
        Bound::Element(array, at) => {
            let array = restore(array);
            quote!({ use #p::look::*; (&&#p::Look(&#array)).item(#at) })
        }
        Bound::Counter(level) => counter(*level, names),
        Bound::Inner(from, to, closed) => {
            let (from, to) = (spelled(from, names), spelled(to, names));
            if *closed {
                quote!(#p::through(#from, #to))
            } else {
                quote!(#p::upto(#from, #to))
            }
        }
        Bound::Op(op, a, b) => {
            let (a, b) = (spelled(a, names), spelled(b, names));
            match *op {
                "min" => quote!((#a).least(#b)),
                "max" => quote!((#a).greatest(#b)),
                "/" => quote!((#a).quotient(#b)),
                _ => quote!((#a).remainder(#b)),
            }
        }
        Bound::Sum(all) => joined(all, quote!(+)),
        Bound::Product(all) => joined(all, quote!(*)),
    }
}

/// The values of any of these.
pub(super) fn all(bounds: &[Bound], names: &Spelled<'_>) -> TokenStream {
    let mut texts: Vec<String> = Vec::new();
    let mut parts = bounds
        .iter()
        .map(|b| spelled(b, names))
        .filter(|tokens| {
            let text = tokens.to_string();
            let new = !texts.contains(&text);
            texts.push(text);
            new
        })
        .collect::<Vec<_>>()
        .into_iter();
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |a, b| quote!((#a).or(#b)))
}
