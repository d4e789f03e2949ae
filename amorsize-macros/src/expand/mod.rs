//! Plan to tokens: the only room that quotes paths of the runtime.
//!
//! [`attribute`] and [`block()`] are the entries. [`site`] spells one loop: the static, the two arms. [`heads`] has the head in its three spellings, [`views`] the elements that
//! each iteration owns, [`arm`] the parallel arm, [`state`] what its chunks keep, [`log`] what they replay, [`checked`] what `Mode::Check` adds to it,
//! [`asked`] what only types tell.

mod arm;
mod asked;
mod block;
mod borrows;
mod bounds;
mod chain;
mod chain_loop;
mod checked;
mod handed;
mod heads;
mod log;
mod owned;
mod pieces;
mod plain;
mod serial_arm;
mod site;
mod state;
mod views;

// The analysis for the command line has no entry points.
#[cfg_attr(feature = "analysis", allow(unused_imports))]
pub(crate) use block::{block, ordered};

use crate::args::Options;
use crate::errors::{self, Errors};
use crate::malformed::is_malformed;
use crate::scope::Scopes;
use crate::{cfgs, check, depth, fallback, lower, map, markers, nest, parse, plan, serial};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ItemFn};

/// The attribute: options and item in, item out.
pub(crate) fn attribute(options: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    if let Some(span) = depth::too_deep(&item).or_else(|| depth::too_deep(&options)) {
        errors.at_span(span, errors::too_deep());
        let messages = errors.finish();
        return quote!(#item #messages);
    }
    let options = Options::parse(options, &errors);
    let function = match syn::parse2::<ItemFn>(item.clone()) {
        Ok(function) if !is_malformed(&function.block) => function,
        _ => {
            if let Some(what) = other_item(&item) {
                errors.at_span(Span::call_site(), errors::not_a_function(what));
            }
            // A function that is still being typed is left to the compiler's own messages.
            let messages = errors.finish();
            return quote!(#item #messages);
        }
    };
    check::function(&function, &errors);
    if options.map.is_some() {
        let expanded = with_companion(&function, &options, &errors);
        return finish(errors, &function, || expanded);
    }
    check::tracked(&function, &errors);
    let expanded = expanded(&function, &options, &errors);
    finish(errors, &function, || expanded)
}

/// The expansion, or all errors beside the plain function.
fn finish(
    errors: Errors,
    function: &ItemFn,
    expanded: impl FnOnce() -> TokenStream,
) -> TokenStream {
    let refused = !errors.is_empty();
    let messages = errors.finish();
    if refused {
        let plain = fallback::plain(function.clone());
        return quote!(#plain #messages);
    }
    expanded()
}

/// The function with its loops expanded; with `--cfg amorsize_off` the plain one, once it was understood.
fn expanded(function: &ItemFn, options: &Options, errors: &Errors) -> TokenStream {
    let spellings = cfgs::functions(function);
    let expanded = if spellings.is_empty() || !takes_chains(function) {
        loops(function, options, errors).into_token_stream()
    } else {
        let spelled = spellings.iter().map(|(condition, function)| {
            let expanded = loops(function, options, errors);
            quote!(#[cfg(#condition)] #expanded)
        });
        spelled.collect()
    };
    if cfg!(amorsize_off) {
        fallback::plain(function.clone())
    } else {
        expanded
    }
}

/// Whether chains of the function are taken.
fn takes_chains(function: &ItemFn) -> bool {
    let errors = Errors::new();
    let survey = parse::survey(&mut function.clone(), &errors);
    // They are said where the function is expanded.
    let _ = errors.finish();
    survey.chains > 0 && (survey.marked || survey.for_loops + survey.while_lets == 0)
}

/// The function as it is, and its companion beside it.
fn with_companion(function: &ItemFn, options: &Options, errors: &Errors) -> TokenStream {
    let Some(map::Companion {
        function: companion,
        beside,
    }) = map::companion(function, options, errors)
    else {
        return function.to_token_stream();
    };
    let mut inner = options.clone();
    inner.map = None;
    inner.name = inner.name.or_else(|| Some(function.sig.ident.to_string()));
    let expanded = expanded(&companion, &inner, errors);
    quote!(#function #beside #expanded)
}

/// The function with its loops expanded.
fn loops(function: &ItemFn, options: &Options, errors: &Errors) -> ItemFn {
    let mut function = function.clone();
    let survey = parse::survey(&mut function, errors);
    if survey.for_loops + survey.while_lets + survey.chains == 0 && errors.is_empty() {
        match &survey.other_loop {
            Some((span, why)) => errors.at_span(*span, why.clone()),
            None => errors.at(
                &function.sig.ident,
                errors::nothing_to_run(&function.sig.ident.to_string()),
            ),
        }
    }
    let mut spell = Spell {
        errors,
        uses: Vec::new(),
    };
    parse::each_site(&mut function, options, &survey, errors, &mut spell);
    for tokens in spell.uses {
        function.block.stmts.insert(0, syn::parse_quote!(#tokens));
    }
    // Those on loops that were not looked at.
    markers::strip_markers(&mut function);
    function
}

/// Spells loops and chains.
struct Spell<'a> {
    errors: &'a Errors,
    /// Imports that the function needs once.
    uses: Vec<TokenStream>,
}

impl Spell<'_> {
    fn one(&self, site: plan::Site, scopes: &Scopes) -> Option<TokenStream> {
        let row = nest::row(&site, scopes);
        let plan = lower::site(site, scopes, self.errors)?;
        let notes = serial::notes(&plan, row.is_some(), scopes);
        Some(site::tokens(&plan, row.as_ref(), &notes))
    }
}

impl parse::Take for Spell<'_> {
    fn site(&mut self, site: plan::Site, scopes: &Scopes) -> Option<Expr> {
        let spellings = match &site.while_let {
            None => cfgs::spellings(&site.source),
            Some(_) => Vec::new(),
        };
        if spellings.is_empty() {
            return self.one(site, scopes).map(Expr::Verbatim);
        }
        let mut all = quote!();
        for (condition, source) in spellings {
            let site = plan::Site {
                source,
                ..site.clone()
            };
            let one = self.one(site, scopes);
            all.extend(one.map(|one| quote!(#[cfg(#condition)] #one)));
        }
        Some(Expr::Verbatim(quote!({ #all })))
    }

    fn chain(&mut self, site: crate::chain::Site, scopes: &Scopes) -> Option<Expr> {
        chain::spell(site, scopes, self.errors, &mut self.uses)
    }
}

fn other_item(item: &TokenStream) -> Option<&'static str> {
    Some(match syn::parse2::<syn::Item>(item.clone()) {
        Ok(syn::Item::Fn(_)) => return None,
        Ok(syn::Item::Struct(_)) => "a struct",
        Ok(syn::Item::Enum(_)) => "an enum",
        Ok(syn::Item::Union(_)) => "a union",
        Ok(syn::Item::Impl(_)) => "an `impl` block",
        Ok(syn::Item::Trait(_)) => "a trait",
        Ok(syn::Item::Mod(_)) => "a module",
        Ok(syn::Item::Const(_)) => "a constant",
        Ok(syn::Item::Static(_)) => "a static",
        Ok(syn::Item::Type(_)) => "a type alias",
        Ok(syn::Item::Use(_)) => "a `use`",
        Ok(syn::Item::Macro(_)) => "a macro",
        other => match syn::parse2::<syn::TraitItemFn>(item.clone()) {
            Ok(f) if f.default.is_none() => "a function without a body",
            _ if other.is_ok() => "this item",
            _ => return None,
        },
    })
}
