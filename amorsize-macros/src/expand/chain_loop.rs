//! Chains that are a loop in another spelling: `for_each`, and sums of floats whose grouping the user has given free.

use super::site;
use crate::args::Float;
use crate::chain::{self, Argument, Chain, Site, Step};
use crate::errors::{self, Errors};
use crate::lower;
use crate::names::ours;
use crate::plan;
use crate::scope::{Binding, Kind, Scopes};
use crate::serial;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// The chain as a loop, if it is one: `Some(None)` if it is not, `None` if that was refused.
pub(super) fn tokens(
    site: &Site,
    chain: &Chain,
    scopes: &Scopes,
    errors: &Errors,
    p: &TokenStream,
) -> Option<Option<TokenStream>> {
    let once = quote!(#p::chain::once);
    let end = chain.end.method.to_string();
    if end == "for_each" {
        let Some(source) = chain::as_loop(chain, &once) else {
            return Some(None);
        };
        let steps = chain.steps.iter().map(written);
        let (steps, last) = (quote!(#(#steps)*), written(&chain.end));
        let plan = lower::site(
            loop_site(site, source, Some(quote!(#steps #last))),
            scopes,
            errors,
        )?;
        let notes = serial::notes(&plan, false, scopes);
        return Some(Some(site::tokens(&plan, None, &notes)));
    }
    let relaxed = matches!(site.options.float, Some(Float::Blocked | Float::Fast));
    if !relaxed || (end != "sum" && end != "product") {
        return Some(None);
    }
    let total = ours(&end);
    let Some(source) = chain::summed(chain, &once, &total, end == "product") else {
        let step = chain.steps.first().map_or(&chain.end, |s| s);
        errors.at(
            &step.method,
            errors::relaxed_chain(&step.method.to_string()),
        );
        return None;
    };
    let mut scopes = scopes.clone();
    scopes.push();
    scopes.bind(Binding {
        ident: total.clone(),
        mutable: true,
        ty: None,
        reference: None,
        scalar: false,
        exclusive: false,
        initialised: true,
        depth: scopes.depth,
        kind: Kind::Outer,
    });
    let plan = lower::site(loop_site(site, source, None), &scopes, errors)?;
    let notes = serial::notes(&plan, false, &scopes);
    let tokens = site::tokens(&plan, None, &notes);
    let nothing = Ident::new(&format!("{end}_of_nothing"), Span::mixed_site());
    let ty = chain.end.turbofish.as_ref().and_then(|t| t.args.first());
    let ty = ty.map(|ty| quote!(: #ty));
    Some(Some(
        quote!({ let mut #total #ty = #p::chain::#nothing(); #tokens #total }),
    ))
}

fn loop_site(site: &Site, mut source: syn::ExprForLoop, plain: Option<TokenStream>) -> plan::Site {
    source.attrs.clone_from(&site.call.attrs);
    plan::Site {
        source,
        while_let: None,
        plain,
        stepped: None,
        options: site.options.clone(),
        name: site.name.clone(),
        function: site.function.clone(),
        inside: site.inside.clone(),
    }
}

/// A step whose arguments are all written at it.
fn written(step: &Step) -> TokenStream {
    let (method, turbofish) = (&step.method, &step.turbofish);
    let arguments = step.arguments.iter().filter_map(|argument| match argument {
        Argument::Closure(closure) => Some(quote!(#closure)),
        Argument::Constant(path) => Some(quote!(#path)),
        Argument::Operand(_) | Argument::Side(_) => None,
    });
    quote!(.#method #turbofish(#(#arguments),*))
}
