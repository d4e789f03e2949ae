//! Statements and blocks that are replayed as the user wrote them.

use super::update::borrowed_value;
use super::{Rewrite, logged, operand};
use crate::body::effects;
use crate::place::{self, Place, bare, restore};
use crate::stdmacro;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr};

impl Rewrite<'_> {
    /// `ordered! { … }`: what it uses of the iteration goes into the log, and the block is run with it.
    pub(super) fn ordered(&mut self, block: &Block, path: &syn::Path) -> Expr {
        let names = effects::captures(block, &self.plan.body.inner);
        let mut block = block.clone();
        place::Restore.visit_block_mut(&mut block);
        let stmts = &block.stmts;
        let continues = quote!(#block).to_string().contains("'ordered");
        let code = if continues {
            let label = syn::Lifetime::new("'ordered", Span::mixed_site());
            quote!(#label: { #(#stmts)* })
        } else {
            quote!(#(#stmts)*)
        };
        // Through the user's own path: if that is another macro, it does here what it does in the plain loop.
        self.log_with(&names, |given| quote!(#path! { #given #code }))
    }

    /// `w.write_all(&e)?;`, `add(e);`, `note(&mut out, e).unwrap();`: operands on the worker, the statement on the caller.
    pub(super) fn log_effect(&mut self, expr: &Expr) -> Expr {
        let outers = &self.plan.body.outers;
        let endings = effects::endings(expr);
        let endings = place::statements(endings.into_iter().cloned());
        let names = effects::captures(&endings, &self.plan.body.inner);
        let mut values: Vec<Expr> = Vec::new();
        let mut replay = expr.clone();
        if let Expr::Macro(e) = effects::core(expr) {
            values.push(self.formatted(&e.mac));
        }
        let mut slots = effects::operands(&mut replay, outers);
        for slot in &mut slots {
            let number = operand(names.len() + values.len());
            let owned = borrowed_value(slot).cloned();
            let by_reference = owned.is_some();
            values.push(owned.unwrap_or_else(|| (**slot).clone()));
            **slot = match by_reference {
                true => syn::parse_quote!(&#number),
                false => syn::parse_quote!(#number),
            };
        }
        let values: Vec<Expr> = values.iter().map(|v| self.rewritten(v)).collect();
        let core = self.spelled(effects::core(&replay), names.len());
        let statement = self.ended(&replay, core);
        self.log_values(
            &names,
            values,
            |given| quote!({ #given let _ = #statement; }),
        )
    }

    /// The call itself, in the user's spelling.
    fn spelled(&self, core: &Expr, text: usize) -> TokenStream {
        let mut core = core.clone();
        match &mut core {
            Expr::Macro(e) => {
                let mut path = e.mac.path.clone();
                if let Some(last) = path.segments.last_mut() {
                    last.ident = Ident::new("write", last.ident.span());
                }
                let target = stdmacro::first_argument(&e.mac).map(|t| restore(&t));
                let text = operand(text);
                return quote!(#path!(#target, "{}", #text));
            }
            // A variable that is a `&mut` is lent, not given away.
            Expr::Call(e) => e.args.iter_mut().for_each(|a| self.reborrow(a)),
            Expr::MethodCall(e) if Place::of(&e.receiver).is_none() => {
                e.args.iter_mut().for_each(|a| self.reborrow(a));
            }
            _ => {}
        }
        let core = restore(&core);
        quote!(#core)
    }

    fn reborrow(&self, arg: &mut Expr) {
        if let Some(place) = Place::of(arg)
            && self.plan.body.binding(&place).exclusive
        {
            let whole = arg.clone();
            *arg = syn::parse_quote!(&mut *#whole);
        }
    }

    /// What the statement makes of the call's result.
    fn ended(&mut self, expr: &Expr, core: TokenStream) -> TokenStream {
        if std::ptr::eq(effects::core(expr), bare(expr)) {
            return core;
        }
        match bare(expr) {
            Expr::Try(e) => {
                let inner = self.ended(&e.expr, core);
                self.exits.replayed_try(&inner)
            }
            Expr::MethodCall(e) => {
                let inner = self.ended(&e.receiver, core);
                let (method, turbofish) = (&e.method, &e.turbofish);
                let args = e.args.iter().map(restore);
                quote!(#inner.#method #turbofish(#(#args),*))
            }
            _ => core,
        }
    }

    /// The text of `write!(w, …)`, made on the worker; it fails again at the replay where a `Display` failed.
    fn formatted(&mut self, mac: &syn::Macro) -> Expr {
        let (text, private) = (stdmacro::text_arguments(mac), &self.private);
        syn::parse_quote!(#private::Text::new(#private::format_args!(#text)))
    }

    /// Logs variables of the iteration; `code` gets what gives them their names again.
    fn log_with(&mut self, names: &[Ident], code: impl FnOnce(TokenStream) -> TokenStream) -> Expr {
        self.log_values(names, Vec::new(), code)
    }

    fn log_values(
        &mut self,
        names: &[Ident],
        values: Vec<Expr>,
        code: impl FnOnce(TokenStream) -> TokenStream,
    ) -> Expr {
        let (variant, _) = self.entry(names.len() + values.len(), |operands| {
            let given = names
                .iter()
                .zip(operands)
                .map(|(name, operand)| quote!(let #name = #operand;));
            code(quote!(#(#given)*))
        });
        // Operands first: what the endings use may be moved by them otherwise.
        let numbers: Vec<Ident> = (0..values.len())
            .map(|n| operand(names.len() + n))
            .collect();
        let push = logged(&variant, &[names, &numbers].concat());
        if values.is_empty() {
            return syn::parse_quote!(#push);
        }
        syn::parse_quote!({
            #(let #numbers = #values;)*
            #push
        })
    }
}
