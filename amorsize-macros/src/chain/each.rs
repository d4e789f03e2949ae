//! Chains that are run as loops: `for_each` with a closure that changes something is a loop body, and so is a sum whose
//! grouping was relaxed.

use super::adapters::Adapter;
use super::parse::{Argument, Chain};
use crate::names::ours;
use crate::place::statements;
use crate::stdmacro;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprClosure, ExprForLoop, Lifetime, Pat};

/// The loop that a chain with `for_each(closure)` is, if every step works on one item at a time.
pub(crate) fn as_loop(chain: &Chain, once: &TokenStream) -> Option<ExprForLoop> {
    let [Argument::Closure(closure)] = &chain.end.arguments[..] else {
        return None;
    };
    let (pat, body, returns) = body_of(closure)?;
    let label = returns.then(|| quote!('__item:));
    around(chain, once, label, &pat, &body)
}

/// The loop of a `sum()` or `product()`: `update` is the statement for an item named by the first token stream.
pub(crate) fn summed(
    chain: &Chain,
    once: &TokenStream,
    total: &syn::Ident,
    product: bool,
) -> Option<ExprForLoop> {
    let item = ours("item");
    let update = if product {
        quote!(#total *= #item;)
    } else {
        quote!(#total += #item;)
    };
    around(chain, once, None, &syn::parse_quote!(#item), &update)
}

fn around(
    chain: &Chain,
    once: &TokenStream,
    label: Option<TokenStream>,
    pat: &Pat,
    body: &TokenStream,
) -> Option<ExprForLoop> {
    let head = &chain.written;
    if chain.steps.is_empty() {
        return syn::parse2(quote!(#label for #pat in #head { #body })).ok();
    }
    let each = ours("each");
    let mut items = quote!(#once(#each));
    for step in &chain.steps {
        if !matches!(step.adapter, Some(Adapter::OneToOne | Adapter::Changing)) {
            return None;
        }
        let (method, turbofish) = (&step.method, &step.turbofish);
        let arguments: Option<Vec<TokenStream>> = step
            .arguments
            .iter()
            .map(|argument| match argument {
                // A `move` closure changes copies of its own.
                Argument::Closure(closure) if closure.capture.is_some() => None,
                Argument::Closure(closure) => Some(quote!(#closure)),
                Argument::Constant(path) => Some(quote!(#path)),
                Argument::Operand(_) | Argument::Side(_) => None,
            })
            .collect();
        let arguments = arguments?;
        items = quote!(#items.#method #turbofish(#(#arguments),*));
    }
    syn::parse2(quote!(for #each in #head { #label for #pat in #items { #body } })).ok()
}

/// The pattern and the statements of a closure without value; `return` goes on with the next item.
fn body_of(closure: &ExprClosure) -> Option<(Pat, TokenStream, bool)> {
    // A `move` closure changes copies of its own.
    if closure.inputs.len() != 1 || closure.asyncness.is_some() || closure.capture.is_some() {
        return None;
    }
    let mut body = (*closure.body).clone();
    let mut returns = Returns {
        closures: 0,
        found: false,
    };
    returns.visit_expr_mut(&mut body);
    let statements = match &body {
        Expr::Block(block) if block.label.is_none() && block.attrs.is_empty() => {
            let stmts = &block.block.stmts;
            quote!(#(#stmts)*)
        }
        other => quote!(#other;),
    };
    let (pat, statements) = match &closure.inputs[0] {
        Pat::Type(typed) => {
            let (pat, ty, item) = (&typed.pat, &typed.ty, ours("item"));
            (
                syn::parse_quote!(#item),
                quote!(let #pat: #ty = #item; #statements),
            )
        }
        pat => (pat.clone(), statements),
    };
    Some((pat, statements, returns.found))
}

struct Returns {
    /// Closures around the point.
    closures: usize,
    found: bool,
}

impl VisitMut for Returns {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Closure(_) | Expr::Async(_) => {
                self.closures += 1;
                visit_mut::visit_expr_mut(self, expr);
                self.closures -= 1;
            }
            Expr::Return(e) if self.closures == 0 => {
                if let Some(value) = &mut e.expr {
                    self.visit_expr_mut(value);
                }
                self.found = true;
                let label = Lifetime::new("'__item", Span::call_site());
                let value = &e.expr;
                *expr = match value {
                    Some(value) => {
                        let next = syn::parse_quote!(continue #label);
                        let block = statements([(**value).clone(), next]);
                        syn::parse_quote!(#block)
                    }
                    None => syn::parse_quote!(continue #label),
                };
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        stdmacro::visit_arguments(mac, |argument| self.visit_expr_mut(argument));
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
