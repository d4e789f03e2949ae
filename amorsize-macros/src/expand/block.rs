//! `parallel_block! { … }`: the attribute for statements.
//!
//! The block is taken for the body of a function whose parameters are the names that it does not declare. Nothing is known of
//! them but their names, so they count as `mut`; what one cannot do with such a variable the compiler refuses inside a chunk.

use super::loops;
use crate::args::Options;
use crate::errors::{self, Errors};
use crate::malformed::is_malformed;
use crate::place::compact;
use crate::{depth, free, markers};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Block, FnArg, ItemFn, Meta};

/// What stands between the braces.
struct Content {
    options: Vec<Attribute>,
    block: Block,
}

impl Parse for Content {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Content {
            options: input.call(Attribute::parse_inner)?,
            block: Block {
                brace_token: Default::default(),
                stmts: input.call(Block::parse_within)?,
            },
        })
    }
}

/// The macro: statements in, block out.
pub(crate) fn block(input: TokenStream) -> TokenStream {
    if let Some(span) = depth::too_deep(&input) {
        let errors = Errors::new();
        errors.at_span(span, errors::too_deep());
        let messages = errors.finish();
        return quote!({ #messages #input });
    }
    let content = match Content::parse.parse2(input.clone()) {
        Ok(content) if !is_malformed(&content.block) => content,
        // Still being typed: the compiler has its own messages for what stands there.
        _ => return quote!({ #input }),
    };
    let errors = Errors::new();
    let options = options(&content.options, &errors);
    let mut function = function(content.block);
    let expanded = loops(&function, &options, &errors);
    if cfg!(amorsize_off) || !errors.is_empty() {
        markers::strip_markers(&mut function);
    } else {
        function = expanded;
    }
    let messages = errors.finish();
    let stmts = function.block.stmts;
    quote!({ #messages #(#stmts)* })
}

/// `#![parallel(…)]` at the start: options for every loop of the block.
fn options(attrs: &[Attribute], errors: &Errors) -> Options {
    let mut all = TokenStream::new();
    for attr in attrs {
        match &attr.meta {
            Meta::List(list) if markers::is_parallel(attr) => {
                let more = &list.tokens;
                all.extend(quote!(#more,));
            }
            meta => {
                let text = compact(&meta.to_token_stream().to_string());
                errors.at(attr, errors::not_an_option(&format!("#![{text}]")));
            }
        }
    }
    let options = Options::parse(all, errors);
    if let Some((span, _)) = &options.map {
        errors.at_span(
            *span,
            errors::option_value("map", "usable here", "it on the attribute of a function"),
        );
    }
    options
}

fn function(block: Block) -> ItemFn {
    let mut function: ItemFn = syn::parse_quote!(
        fn parallel_block() {}
    );
    for free in free::variables(&block) {
        let mutability = (!free.called).then(Default::default);
        if free.ident == "self" {
            let receiver = FnArg::Receiver(syn::Receiver {
                attrs: Vec::new(),
                mutability,
                self_token: syn::Token![self](free.ident.span()),
                kind: syn::ReceiverKind::Value,
            });
            function.sig.inputs.insert(0, receiver);
        } else {
            let pat = syn::PatIdent {
                attrs: Vec::new(),
                by_ref: None,
                mutability,
                ident: free.ident,
                subpat: None,
            };
            function.sig.inputs.push(FnArg::Typed(syn::PatType {
                attrs: Vec::new(),
                pat: Box::new(syn::Pat::Ident(pat)),
                colon_token: Default::default(),
                ty: Box::new(syn::parse_quote!(_)),
            }));
        }
    }
    *function.block = block;
    function
}

/// `ordered!` by itself: the block, without a value.
#[cfg_attr(feature = "analysis", allow(dead_code))]
pub(crate) fn ordered(block: TokenStream) -> TokenStream {
    quote!({ let () = { #block }; })
}
