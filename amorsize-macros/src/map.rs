//! `#[parallel(map)]`: a companion that maps a whole collection, written as the loop a user would write.

use crate::args::Options;
use crate::errors::{self, Errors};
use crate::names::ours;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use std::hash::{DefaultHasher, Hash, Hasher};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, FnArg, ItemFn, Pat, ReturnType, Type};

/// The companion of a function.
pub(crate) struct Companion {
    /// Its loop is still to be expanded.
    pub(crate) function: ItemFn,
    /// What stands beside both.
    pub(crate) beside: Option<TokenStream>,
}

/// `None` if something was refused.
pub(crate) fn companion(
    function: &ItemFn,
    options: &Options,
    errors: &Errors,
) -> Option<Companion> {
    let sig = &function.sig;
    let given = options.map.as_ref().and_then(|(_, name)| name.as_ref());
    let name = match given.and_then(|path| path.segments.last()) {
        Some(last) => last.ident.clone(),
        None => format_ident!("{}_map", sig.ident),
    };
    let said_associated = given.is_some_and(|path| path.segments.len() > 1);
    if let Some(token) = &sig.asyncness {
        errors.at(
            token,
            errors::option_value(
                "map",
                "for an `async fn`",
                "a function that returns its value",
            ),
        );
        return None;
    }
    let has_self = matches!(sig.inputs.first(), Some(FnArg::Receiver(_)));
    let Some(FnArg::Typed(item)) = sig.inputs.iter().nth(usize::from(has_self)) else {
        errors.at(
            &sig.ident,
            errors::option_value(
                "map",
                "usable here",
                "a function whose first parameter is the item",
            ),
        );
        return None;
    };
    if matches!(&*item.ty, Type::ImplTrait(_)) {
        errors.at(
            &item.ty,
            errors::option_value(
                "map",
                "usable here",
                "an item whose type is written out or a type parameter",
            ),
        );
        return None;
    }
    let p = {
        let root = options.root();
        quote!(#root::__private)
    };

    // The other parameters, under names of their own where a pattern stands.
    let mut companion = sig.clone();
    companion.ident = name.clone();
    let mut arguments = Vec::new();
    for (number, input) in companion
        .inputs
        .iter_mut()
        .enumerate()
        .skip(usize::from(has_self) + 1)
    {
        if let FnArg::Typed(arg) = input {
            let ident = match &*arg.pat {
                Pat::Ident(pat) => pat.ident.clone(),
                _ => ours(&format!("argument{number}")),
            };
            *arg.pat = syn::parse_quote!(#ident);
            arguments.push(argument(&ident, &arg.ty));
        }
    }

    let item_type = with_lifetime(&item.ty, &mut companion.generics);
    if companion
        .generics
        .params
        .iter()
        .any(|g| matches!(g, syn::GenericParam::Lifetime(l) if l.lifetime.ident == "amorsize"))
    {
        let predicates = outlives(&item.ty, sig);
        let clause = companion.generics.make_where_clause();
        clause.predicates.extend(predicates);
    }
    let items = Ident::new("items", item.span());
    if let Some(input) = companion.inputs.iter_mut().nth(usize::from(has_self)) {
        *input = syn::parse_quote!(#items: impl #p::IntoItems<#item_type>);
    }

    let result = result_type(&sig.output);
    let value: Type = match (&sig.output, &result) {
        (ReturnType::Default, _) => syn::parse_quote!(()),
        (ReturnType::Type(_, ty), None) => (**ty).clone(),
        (_, Some(r)) => r.ok.clone(),
    };
    let vec = quote!(#p::Vec<#value>);
    companion.output = match &result {
        Some(r) => {
            let whole = r.with(&vec);
            syn::parse_quote!(-> #whole)
        }
        None => syn::parse_quote!(-> #vec),
    };

    let per_item = &sig.ident;
    let turbofish = turbofish(sig);
    let (callee, beside) = if has_self {
        (quote!(self.#per_item #turbofish), None)
    } else if said_associated || names_self(function) {
        (quote!(Self::#per_item #turbofish), None)
    } else {
        let beside = Beside::new(function, &name);
        (quote!(#per_item #turbofish), Some(beside))
    };
    let checked = beside.as_ref().map(Beside::checked);
    let safety = matches!(sig.safety, syn::Safety::Unsafe(_));
    let (one_item, mapped) = (ours("item"), ours("mapped"));
    let one = quote!(#callee(#one_item #(, #arguments)*));
    let one = if safety { quote!(unsafe { #one }) } else { one };
    let (body, done) = match &result {
        Some(r) => {
            let ok = r.ok_path(&p);
            (quote!(#mapped.push(#one?)), quote!(#ok(#mapped)))
        }
        None => (quote!(#mapped.push(#one)), quote!(#mapped)),
    };
    let attrs = kept_attributes(function, &companion.ident);
    let vis = &function.vis;
    let block = quote!({
        #checked
        let #items = #p::IntoItems::into_items(#items);
        let mut #mapped: #vec = #p::Vec::with_capacity(#p::len(&#items));
        for #one_item in #items {
            #body;
        }
        #done
    });
    match syn::parse2(quote!(#(#attrs)* #vis #companion #block)) {
        Ok(function) => Some(Companion {
            function,
            beside: beside.map(|beside| beside.declared()),
        }),
        Err(error) => {
            errors.add(error);
            None
        }
    }
}

/// A parameter is handed to every item: `&mut` ones are reborrowed by nobody, so they are refused by the compiler.
fn argument(ident: &Ident, ty: &Type) -> TokenStream {
    match ty {
        Type::Reference(_) => quote!(#ident),
        _ => quote!(::core::clone::Clone::clone(&#ident)),
    }
}

/// Nothing tells a function that it is in an `impl` but a mention of `Self`.
fn names_self(function: &ItemFn) -> bool {
    struct Seek(bool);
    impl<'ast> Visit<'ast> for Seek {
        fn visit_ident(&mut self, name: &'ast Ident) {
            self.0 |= name == "Self";
        }
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            self.0 |= names(mac.tokens.clone());
        }
        fn visit_attribute(&mut self, _: &'ast Attribute) {}
        // It has a `Self` of its own.
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    fn names(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(name) => name == "Self",
            TokenTree::Group(group) => names(group.stream()),
            _ => false,
        })
    }
    let mut seek = Seek(false);
    seek.visit_item_fn(function);
    seek.0
}

/// A constant beside the function. An associated function that does not say so would call a free one of the same name, if there is one;
/// but a free constant of this name there is only beside a free function of these tokens.
struct Beside {
    name: Ident,
    conditions: Vec<Attribute>,
}

impl Beside {
    fn new(function: &ItemFn, companion: &Ident) -> Beside {
        let mut hasher = DefaultHasher::new();
        function.to_token_stream().to_string().hash(&mut hasher);
        let hash = hasher.finish();
        // With an underscore, so that nobody is told that it is not used.
        let name = format!("_AMZ004_IF_ASSOCIATED_WRITE_MAP_SELF_{companion}_{hash:X}");
        let conditions = function.attrs.iter().filter(|a| a.path().is_ident("cfg"));
        Beside {
            name: Ident::new(
                &name.replace("r#", "").to_uppercase(),
                function.sig.ident.span(),
            ),
            conditions: conditions.cloned().collect(),
        }
    }

    fn declared(&self) -> TokenStream {
        let Beside { name, conditions } = self;
        quote!(#(#conditions)* #[doc(hidden)] const #name: () = ();)
    }

    fn checked(&self) -> TokenStream {
        let name = &self.name;
        quote!(const _: () = #name;)
    }
}

fn turbofish(sig: &syn::Signature) -> TokenStream {
    let late = sig
        .generics
        .params
        .iter()
        .any(|p| matches!(p, syn::GenericParam::Lifetime(_)));
    let implied = sig
        .inputs
        .iter()
        .any(|i| matches!(i, FnArg::Typed(t) if has_impl(&t.ty)));
    let names: Vec<TokenStream> = sig
        .generics
        .params
        .iter()
        .filter_map(|p| match p {
            syn::GenericParam::Type(t) => Some(t.ident.to_token_stream()),
            syn::GenericParam::Const(c) => Some(c.ident.to_token_stream()),
            syn::GenericParam::Lifetime(_) => None,
        })
        .collect();
    let _ = late;
    if names.is_empty() || implied {
        quote!()
    } else {
        quote!(::<#(#names),*>)
    }
}

fn has_impl(ty: &Type) -> bool {
    ty.to_token_stream()
        .to_string()
        .split_whitespace()
        .any(|t| t == "impl")
}

/// `&T` without a lifetime gets one of the companion's own.
fn with_lifetime(ty: &Type, generics: &mut syn::Generics) -> Type {
    struct Elided(bool);
    impl syn::visit_mut::VisitMut for Elided {
        fn visit_type_reference_mut(&mut self, r: &mut syn::TypeReference) {
            if r.lifetime.is_none() {
                r.lifetime = Some(syn::Lifetime::new("'amorsize", Span::call_site()));
                self.0 = true;
            }
            syn::visit_mut::visit_type_reference_mut(self, r);
        }
        fn visit_lifetime_mut(&mut self, l: &mut syn::Lifetime) {
            if l.ident == "_" {
                *l = syn::Lifetime::new("'amorsize", Span::call_site());
                self.0 = true;
            }
        }
        fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
    }
    let mut ty = ty.clone();
    let mut elided = Elided(false);
    syn::visit_mut::VisitMut::visit_type_mut(&mut elided, &mut ty);
    if elided.0 {
        generics.params.insert(0, syn::parse_quote!('amorsize));
    }
    ty
}

/// `T: 'amorsize` for the type parameters that the item mentions.
fn outlives(item: &Type, sig: &syn::Signature) -> Vec<syn::WherePredicate> {
    let text = item.to_token_stream().to_string();
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .collect();
    let mut found: Vec<syn::WherePredicate> = sig
        .generics
        .type_params()
        .filter(|t| words.contains(&t.ident.to_string().as_str()))
        .map(|t| {
            let ident = &t.ident;
            syn::parse_quote!(#ident: 'amorsize)
        })
        .collect();
    if words.contains(&"Self") {
        found.push(syn::parse_quote!(Self: 'amorsize));
    }
    found
}

/// A `Result` and its parts.
struct ResultType {
    path: syn::TypePath,
    ok: Type,
}

impl ResultType {
    /// The same `Result` with another value.
    fn with(&self, ok: &TokenStream) -> TokenStream {
        let mut path = self.path.clone();
        if let Some(last) = path.path.segments.last_mut()
            && let syn::PathArguments::AngleBracketed(args) = &mut last.arguments
            && let Some(first) = args
                .args
                .iter_mut()
                .find(|a| matches!(a, syn::GenericArgument::Type(_)))
        {
            *first = syn::parse_quote!(#ok);
        }
        path.to_token_stream()
    }

    fn ok_path(&self, p: &TokenStream) -> TokenStream {
        quote!(#p::Result::Ok)
    }
}

fn result_type(output: &ReturnType) -> Option<ResultType> {
    fn ungrouped(ty: &Type) -> &Type {
        match ty {
            Type::Group(g) => ungrouped(&g.elem),
            Type::Paren(g) => ungrouped(&g.elem),
            _ => ty,
        }
    }
    let ReturnType::Type(_, ty) = output else {
        return None;
    };
    let Type::Path(path) = ungrouped(ty) else {
        return None;
    };
    let last = path.path.segments.last()?;
    if last.ident != "Result" {
        return None;
    }
    let syn::PathArguments::AngleBracketed(args) = &last.arguments else {
        return None;
    };
    let ok = args.args.iter().find_map(|a| match a {
        syn::GenericArgument::Type(t) => Some(t.clone()),
        _ => None,
    })?;
    Some(ResultType {
        path: path.clone(),
        ok,
    })
}

/// What the companion takes over: conditions, lints, `must_use`; not the documentation, which gets a link instead.
fn kept_attributes(function: &ItemFn, name: &Ident) -> Vec<Attribute> {
    let mut attrs: Vec<Attribute> = function
        .attrs
        .iter()
        .filter(|a| {
            let path = a.path();
            [
                "cfg",
                "cfg_attr",
                "must_use",
                "allow",
                "expect",
                "warn",
                "deny",
                "deprecated",
                "inline",
                "cold",
                "track_caller",
            ]
            .iter()
            .any(|known| path.is_ident(known))
        })
        .cloned()
        .collect();
    let text = format!(
        "Maps [`{0}`] over all items, in parallel where that pays: element `i` of the result is that of item `i`.",
        function.sig.ident
    );
    let _ = name;
    attrs.push(syn::parse_quote!(#[doc = #text]));
    attrs
}
