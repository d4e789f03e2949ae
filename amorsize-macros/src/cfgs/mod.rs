//! `#[cfg(…)]` inside a loop: only the compiler knows which way it goes, so the loop is spelled both ways, each under its condition
//! and without what the other has; for a chain the whole function is. Where a statement, a match arm, a field or an argument of a list stands under it, that is exact.

mod predicate;

use crate::chain::find;
use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Block, Expr, ExprForLoop, ExprMethodCall, ItemFn, Meta, Stmt, Token};

/// As many spellings as this at most: one for each way that the conditions can go, and each is expanded and parsed, though one alone
/// is compiled.
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

/// The first condition of a body whose conditions can go so many ways together that it is not spelled for each.
pub(crate) fn too_many(pat: &syn::Pat, block: &Block) -> Option<Attribute> {
    let mut look = Look::default();
    look.visit_pat(pat);
    look.visit_block(block);
    let ways = predicate::ways(&look.conditions, SPELLINGS).len();
    look.first.filter(|_| ways > SPELLINGS)
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
    let ways = predicate::ways(conditions, SPELLINGS);
    if conditions.is_empty() || ways.len() > SPELLINGS {
        return Vec::new();
    }
    ways.into_iter()
        .map(|way| {
            let spelled = spell(&mut Prune(&|condition| {
                let number = conditions.iter().position(|c| same(c, &condition.tokens))?;
                Some(way[number] == condition.holds)
            }));
            let each = conditions.iter().zip(&way).map(|(condition, holds)| {
                if *holds {
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

/// What must hold, or must not, for something to be there.
struct Condition {
    tokens: TokenStream,
    holds: bool,
}

/// The conditions of `#[cfg(…)]`, and of the `cfg`s in `#[cfg_attr(…, …)]`.
fn conditions(meta: &Meta) -> Vec<Condition> {
    let Meta::List(list) = meta else {
        return Vec::new();
    };
    if list.path.is_ident("cfg") {
        let (tokens, holds) = match syn::parse2::<Meta>(list.tokens.clone()) {
            Ok(Meta::List(inner)) if inner.path.is_ident("not") => (inner.tokens, false),
            _ => (list.tokens.clone(), true),
        };
        return vec![Condition { tokens, holds }];
    }
    let Some((given, attributes)) = conditional(meta) else {
        return Vec::new();
    };
    // `cfg_attr(a, cfg(b))`: there unless `a` holds and `b` does not.
    let unless = |inner: Condition| {
        let tokens = inner.tokens;
        let tokens = if inner.holds {
            quote!(all(#given, not(#tokens)))
        } else {
            quote!(all(#given, #tokens))
        };
        Condition {
            tokens,
            holds: false,
        }
    };
    attributes.iter().flat_map(conditions).map(unless).collect()
}

/// The condition of `cfg_attr(…)`, and its attributes.
fn conditional(meta: &Meta) -> Option<(Meta, Vec<Meta>)> {
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let all = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let mut all = all.ok()?.into_iter();
    Some((all.next()?, all.collect()))
}

/// An attribute without its conditions: `cfg_attr(a, cfg(b), allow(c))` is `cfg_attr(a, allow(c))`.
fn rest(meta: Meta) -> Option<Meta> {
    if meta.path().is_ident("cfg") {
        return None;
    }
    let Some((given, attributes)) = conditional(&meta) else {
        return Some(meta);
    };
    let rest: Vec<Meta> = attributes.into_iter().filter_map(rest).collect();
    (!rest.is_empty()).then(|| syn::parse_quote!(cfg_attr(#given, #(#rest),*)))
}

/// Whether an attribute may change what is there, or what it means.
pub(crate) fn changes_code(meta: &Meta) -> bool {
    const LINTS: [&str; 5] = ["allow", "warn", "deny", "forbid", "expect"];
    match conditional(meta) {
        Some((_, attributes)) => attributes.iter().any(|attribute| match attribute.path() {
            path if path.is_ident("cfg_attr") => changes_code(attribute),
            path => !LINTS.iter().any(|lint| path.is_ident(lint)),
        }),
        None => ["cfg", "cfg_attr"]
            .iter()
            .any(|name| meta.path().is_ident(name)),
    }
}

/// The conditions of a body, each once.
#[derive(Default)]
struct Look {
    conditions: Vec<TokenStream>,
    first: Option<Attribute>,
}

impl<'ast> Visit<'ast> for Look {
    fn visit_attribute(&mut self, attr: &'ast Attribute) {
        for condition in conditions(&attr.meta) {
            if !self
                .conditions
                .iter()
                .any(|known| same(known, &condition.tokens))
            {
                self.conditions.push(condition.tokens);
                self.first.get_or_insert_with(|| attr.clone());
            }
        }
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Takes out what is not there, and the conditions of what is. `None`: not one of the conditions.
struct Prune<'a>(&'a dyn Fn(&Condition) -> Option<bool>);

impl Prune<'_> {
    /// Whether something with these attributes is there.
    fn stays(&self, attrs: &mut Vec<Attribute>) -> bool {
        let mut stays = true;
        *attrs = std::mem::take(attrs)
            .into_iter()
            .filter_map(|mut attr| {
                let holds: Option<Vec<bool>> = conditions(&attr.meta).iter().map(self.0).collect();
                if let Some(holds) = holds {
                    stays &= holds.into_iter().all(|holds| holds);
                    attr.meta = rest(attr.meta)?;
                }
                Some(attr)
            })
            .collect();
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
