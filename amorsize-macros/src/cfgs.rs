//! `#[cfg(…)]` inside a loop: only the compiler knows which way it goes, so the loop is spelled both ways, each under its condition
//! and without what the other has; for a chain the whole function is. Where a statement, a match arm, a field or an argument of a list stands under it, that is exact.

use crate::chain::find;
use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Block, Expr, ExprForLoop, ExprMethodCall, ItemFn, Meta, Stmt};

/// As many spellings as this at most: two for each condition, and each is expanded and parsed, though one alone is compiled.
const SPELLINGS: usize = 8;

/// The spellings of a loop, each with its condition; none if there is but the one.
pub(crate) fn spellings(source: &ExprForLoop) -> Vec<(TokenStream, ExprForLoop)> {
    let mut look = Look::default();
    look.visit_pat(&source.pat);
    look.visit_expr(&source.expr);
    look.visit_block(&source.body);
    each(&look.conditions, |prune| {
        let mut source = source.clone();
        prune.visit_pat_mut(&mut source.pat);
        prune.visit_expr_mut(&mut source.expr);
        prune.visit_block_mut(&mut source.body);
        source
    })
}

/// The spellings of a function whose chains have conditions in them, which may stand where no attribute may.
pub(crate) fn functions(function: &ItemFn) -> Vec<(TokenStream, ItemFn)> {
    struct Chains(Look);
    impl<'ast> Visit<'ast> for Chains {
        fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
            if find::is_chain(call) || find::may_be_chain(call) {
                self.0.visit_expr_method_call(call);
            } else {
                visit::visit_expr_method_call(self, call);
            }
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut chains = Chains(Look::default());
    chains.visit_block(&function.block);
    each(&chains.0.conditions, |prune| {
        let mut function = function.clone();
        prune.visit_block_mut(&mut function.block);
        function
    })
}

/// One spelling for each way that the conditions can go; none if there are none, or too many.
fn each<T>(
    conditions: &[TokenStream],
    spell: impl Fn(&mut Prune<'_>) -> T,
) -> Vec<(TokenStream, T)> {
    let count = 1_usize
        .checked_shl(conditions.len() as u32)
        .unwrap_or(usize::MAX);
    if conditions.is_empty() || count > SPELLINGS {
        return Vec::new();
    }
    (0..count)
        .map(|choice| {
            let holds = |number: usize| choice & (1 << number) == 0;
            let spelled = spell(&mut Prune(&|attr| {
                let (condition, plain) = condition(attr)?;
                let number = conditions.iter().position(|c| same(c, &condition))?;
                Some(holds(number) == plain)
            }));
            let each = conditions.iter().enumerate().map(|(number, condition)| {
                if holds(number) {
                    quote!(#condition)
                } else {
                    quote!(not(#condition))
                }
            });
            let condition = each.reduce(|a, b| quote!(#a, #b)).unwrap_or_default();
            let condition = match conditions.len() {
                1 => condition,
                _ => quote!(all(#condition)),
            };
            (condition, spelled)
        })
        .collect()
}

fn same(a: &TokenStream, b: &TokenStream) -> bool {
    a.to_string() == b.to_string()
}

/// The condition of `#[cfg(…)]`, and `false` if it is `not(condition)`.
fn condition(attr: &Attribute) -> Option<(TokenStream, bool)> {
    let Meta::List(list) = &attr.meta else {
        return None;
    };
    if !list.path.is_ident("cfg") {
        return None;
    }
    match syn::parse2::<Meta>(list.tokens.clone()) {
        Ok(Meta::List(inner)) if inner.path.is_ident("not") => Some((inner.tokens, false)),
        _ => Some((list.tokens.clone(), true)),
    }
}

/// The conditions of a body, each once.
#[derive(Default)]
struct Look {
    conditions: Vec<TokenStream>,
}

impl<'ast> Visit<'ast> for Look {
    fn visit_attribute(&mut self, attr: &'ast Attribute) {
        if let Some((condition, _)) = condition(attr)
            && !self.conditions.iter().any(|known| same(known, &condition))
        {
            self.conditions.push(condition);
        }
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Takes out what is not there, and the conditions of what is. `None`: not one of the conditions.
struct Prune<'a>(&'a dyn Fn(&Attribute) -> Option<bool>);

impl Prune<'_> {
    /// Whether something with these attributes is there.
    fn stays(&self, attrs: &mut Vec<Attribute>) -> bool {
        let stays = attrs.iter().all(|attr| (self.0)(attr) != Some(false));
        attrs.retain(|attr| (self.0)(attr).is_none());
        stays
    }

    fn list<T: Clone, P: Default>(
        &self,
        list: &mut Punctuated<T, P>,
        attrs: impl Fn(&mut T) -> Option<&mut Vec<Attribute>>,
    ) {
        let kept = std::mem::take(list).into_iter().filter_map(|mut element| {
            let stays = attrs(&mut element).is_none_or(|attrs| self.stays(attrs));
            stays.then_some(element)
        });
        *list = kept.collect();
    }
}

impl VisitMut for Prune<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts.retain_mut(|stmt| match stmt {
            Stmt::Local(local) => self.stays(&mut local.attrs),
            Stmt::Macro(mac) => self.stays(&mut mac.attrs),
            Stmt::Expr(expr, _) => attributes(expr).is_none_or(|attrs| self.stays(attrs)),
            Stmt::Item(_) => true,
        });
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Match(e) => e.arms.retain_mut(|arm| self.stays(&mut arm.attrs)),
            Expr::Struct(e) => self.list(&mut e.fields, |field| Some(&mut field.attrs)),
            Expr::Call(e) => self.list(&mut e.args, attributes),
            Expr::MethodCall(e) => self.list(&mut e.args, attributes),
            Expr::Array(e) => self.list(&mut e.elems, attributes),
            _ => {}
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_pat_struct_mut(&mut self, pat: &mut syn::PatStruct) {
        self.list(&mut pat.fields, |field| Some(&mut field.attrs));
        visit_mut::visit_pat_struct_mut(self, pat);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// The attributes of an expression of a kind that the compiler lets have some.
fn attributes(expr: &mut Expr) -> Option<&mut Vec<Attribute>> {
    Some(match expr {
        Expr::Block(e) => &mut e.attrs,
        Expr::Break(e) => &mut e.attrs,
        Expr::Call(e) => &mut e.attrs,
        Expr::Continue(e) => &mut e.attrs,
        Expr::Field(e) => &mut e.attrs,
        Expr::ForLoop(e) => &mut e.attrs,
        Expr::If(e) => &mut e.attrs,
        Expr::Index(e) => &mut e.attrs,
        Expr::Lit(e) => &mut e.attrs,
        Expr::Loop(e) => &mut e.attrs,
        Expr::Macro(e) => &mut e.attrs,
        Expr::Match(e) => &mut e.attrs,
        Expr::MethodCall(e) => &mut e.attrs,
        Expr::Path(e) => &mut e.attrs,
        Expr::Reference(e) => &mut e.attrs,
        Expr::Return(e) => &mut e.attrs,
        Expr::Struct(e) => &mut e.attrs,
        Expr::Try(e) => &mut e.attrs,
        Expr::Tuple(e) => &mut e.attrs,
        Expr::Unary(e) => &mut e.attrs,
        Expr::Unsafe(e) => &mut e.attrs,
        Expr::While(e) => &mut e.attrs,
        _ => return None,
    })
}
