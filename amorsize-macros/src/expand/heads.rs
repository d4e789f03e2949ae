//! The head of a loop in its three spellings: for the plain loop, for its length, and as a source that is cut.

use crate::head::{Adapter, Head, Level};
use crate::names::ours;
use crate::place::restore;
use crate::plan::Family;
use crate::plan::{Keep, Sink, SitePlan};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

/// The names that the operands of the head are bound to.
pub(super) fn operand_names(count: usize) -> Vec<Ident> {
    (0..count)
        .map(|n| {
            if n == 0 {
                ours("head")
            } else {
                ours(&format!("head{n}"))
            }
        })
        .collect()
}

/// `recv.chunks_mut(k)` and its kin, whose std iterators cannot be cut.
fn exclusive_chunks(expr: &Expr) -> Option<(&syn::ExprMethodCall, Ident, Ident)> {
    let Expr::MethodCall(call) = expr else {
        return None;
    };
    let method = call.method.to_string();
    let known = [
        "chunks_mut",
        "chunks_exact_mut",
        "rchunks_mut",
        "rchunks_exact_mut",
    ];
    (known.contains(&method.as_str()) && call.args.len() == 1).then(|| {
        (
            call,
            Ident::new(&format!("amorsize_{method}"), call.method.span()),
            format_ident!("is_{method}"),
        )
    })
}

/// `items.skip_while(holds)`: the items, the place of the method, what is asked.
fn skipped(expr: &Expr) -> Option<(&Expr, Span, &Expr)> {
    let Expr::MethodCall(call) = expr else {
        return None;
    };
    let is_it = call.method == "skip_while" && call.args.len() == 1 && call.turbofish.is_none();
    is_it.then(|| (&*call.receiver, call.method.span(), &call.args[0]))
}

/// `text` of `text.lines()`: a variable or a field.
fn text_of_parts(expr: &Expr) -> Option<&Expr> {
    fn is_place(expr: &Expr) -> bool {
        match expr {
            Expr::Path(path) => path.path.get_ident().is_some(),
            Expr::Field(field) => is_place(&field.base),
            _ => false,
        }
    }
    let Expr::MethodCall(call) = expr else {
        return None;
    };
    let name = call.method.to_string();
    let parts = name == "lines" || name.contains("split") || name.contains("match");
    (parts && is_place(&call.receiver)).then_some(&call.receiver)
}

/// Whether a loop may be left early.
#[derive(Clone, Copy)]
pub(super) enum Leaves {
    No,
    /// By workers, at the item that they are at.
    AtItem,
    /// Somewhere else too: where the caller replays, or inside a chain.
    Anywhere,
}

pub(super) struct Spelled<'a> {
    pub(super) head: &'a Head,
    /// All operands, by number.
    pub(super) operands: &'a [Expr],
    /// Where the head stands.
    pub(super) span: Span,
    /// Iterator methods follow the head, so its base has to be an iterator.
    pub(super) chained: bool,
    /// `pull`: the head is not taken apart.
    pub(super) pulled: bool,
    pub(super) leaves: Leaves,
    /// Statements of ours can stand before it.
    pub(super) is_statement: bool,
    pub(super) private: &'a TokenStream,
    pub(super) names: Vec<Ident>,
}

impl Spelled<'_> {
    /// How many items the `enumerate` that is adapter `number` counts.
    pub(super) fn counted(&self, number: usize) -> TokenStream {
        let below = Head {
            base: self.head.base,
            is_range: self.head.is_range,
            adapters: Vec::new(),
        };
        let mut extent = self.extent(&below);
        for adapter in &self.head.adapters[..number] {
            let call = self.adapter(adapter, &|head| self.extent(head));
            extent = quote!(#extent.#call);
        }
        quote!(#extent.items())
    }

    /// Whether a head of ours stands in for std's, which cannot be cut.
    fn stands_in(&self, head: &Head) -> bool {
        !self.pulled && exclusive_chunks(&self.operands[head.base]).is_some()
    }

    /// The head of the plain loop, over the operands.
    pub(super) fn serial(&self, head: &Head) -> TokenStream {
        let base = &self.names[head.base];
        let mut tokens = quote!(#base);
        if self.stands_in(head) {
            tokens = quote!(#base.plain());
        }
        for adapter in &head.adapters {
            if let Adapter::ZipCall(other, function) = adapter {
                let other = self.serial(other);
                tokens = quote!(#function(#tokens, #other));
                continue;
            }
            let call = self.adapter(adapter, &|h| self.serial(h));
            tokens = quote!(#tokens.#call);
        }
        tokens
    }

    pub(super) fn extent(&self, head: &Head) -> TokenStream {
        self.extent_of(head, self.chained)
    }

    /// The extent of a head; `chained` if iterator methods follow it.
    pub(super) fn extent_of(&self, head: &Head, chained: bool) -> TokenStream {
        let span = Span::mixed_site().located_at(self.head_span());
        let (p, base) = (self.private_at(span), self.base_at(head, span));
        // On something that is no iterator, `rev`, `skip` … would be methods of the user's.
        let adapted = head
            .adapters
            .iter()
            .any(|a| !matches!(a, Adapter::ZipCall(..)));
        let stands_in = self.stands_in(head);
        let leads = head
            .adapters
            .first()
            .is_some_and(|a| !matches!(a, Adapter::ZipCall(..)));
        let leads = leads || (chained && head.adapters.is_empty());
        let mut tokens = if (adapted || chained) && leads && !stands_in {
            quote_spanned!(span=> #p::iterator_extent(&#base))
        } else {
            quote_spanned!(span=> #p::extent(&#base))
        };
        if head.base == 0 && self.bytes().is_some() {
            let bytes = ours("bytes");
            tokens = quote!(#tokens.of_text(#bytes));
        }
        for adapter in &head.adapters {
            let call = self.adapter(adapter, &|h| self.extent_of(h, false));
            tokens = quote!(#tokens.#call);
        }
        tokens
    }

    /// The text that a head goes through the parts of, if that can be looked at before.
    fn bytes(&self) -> Option<&Expr> {
        if self.pulled || !self.is_statement {
            return None;
        }
        self.operands.first().and_then(text_of_parts)
    }

    pub(super) fn adapter(
        &self,
        adapter: &Adapter,
        nested: &dyn Fn(&Head) -> TokenStream,
    ) -> TokenStream {
        match adapter {
            Adapter::Enumerate => quote!(enumerate()),
            Adapter::Rev => quote!(rev()),
            Adapter::Copied => quote!(copied()),
            Adapter::Cloned => quote!(cloned()),
            Adapter::Skip(n) => {
                let n = &self.names[*n];
                quote!(skip(#n))
            }
            Adapter::Take(n) => {
                let n = &self.names[*n];
                quote!(take(#n))
            }
            Adapter::StepBy(n) => {
                let n = &self.names[*n];
                quote!(step_by(#n))
            }
            Adapter::Zip(head) | Adapter::ZipCall(head, _) => {
                let other = nested(head);
                quote!(zip(#other))
            }
            Adapter::Chain(head) => {
                let other = nested(head);
                quote!(chain(#other))
            }
        }
    }

    /// The source that is cut, with views zipped to their level.
    pub(super) fn source(
        &self,
        head: &Head,
        views: &dyn Fn(Level) -> Option<TokenStream>,
    ) -> TokenStream {
        let span = Span::mixed_site().located_at(self.head_span());
        let (p, base) = (self.private_at(span), self.base_at(head, span));
        // After a loop that may be left, an iterator that was only lent must stand where the plain loop left it.
        let mut tokens = match self.leaves {
            Leaves::No => quote_spanned!(span=> #p::source(#base)),
            Leaves::AtItem if head.adapters.is_empty() => {
                quote_spanned!(span=> #p::returning(#base))
            }
            _ => quote_spanned!(span=> #p::leaving(#base)),
        };
        let zip = |tokens: TokenStream, level| match views(level) {
            Some(views) => quote!(#tokens.zip(#views)),
            None => tokens,
        };
        tokens = zip(tokens, Level::Base);
        for (number, adapter) in head.adapters.iter().enumerate() {
            let call = self.adapter(adapter, &|h| self.source(h, &|_| None));
            tokens = quote!(#tokens.#call);
            tokens = zip(tokens, Level::Enumerate(number));
        }
        tokens
    }

    /// The name of the base, at a place of the user's: where the compiler says what is wrong with it.
    fn base_at(&self, head: &Head, span: Span) -> Ident {
        let mut base = self.names[head.base].clone();
        base.set_span(span);
        base
    }

    /// Likewise. All parts of an expression must be there, or it counts as the attribute's.
    fn private_at(&self, span: Span) -> TokenStream {
        let at = |mut token: TokenTree| {
            token.set_span(span);
            token
        };
        self.private.clone().into_iter().map(at).collect()
    }

    pub(super) fn head_span(&self) -> Span {
        self.span
    }
}

/// The scrutinee, its pattern, and what stands before it.
pub(super) fn operands(
    plan: &SitePlan,
    spelled: &Spelled<'_>,
    p: &TokenStream,
) -> (TokenStream, TokenStream, TokenStream) {
    let mut guards = quote!();
    let steps = step_operands(&plan.heading.head);
    let mut values = Vec::new();
    for (number, operand) in plan.heading.operands.iter().enumerate() {
        let pulled = plan.heading.pulled;
        let (value, check) = operand_value(operand, pulled, steps.contains(&number), p);
        values.push(value);
        if let Some(check) = check {
            guards = quote!(#guards
                #[allow(unused_imports)]
                use #p::head::Cut as _;
                #check
            );
        }
    }
    if let Some(text) = spelled.bytes() {
        let bytes = ours("bytes");
        guards = quote!(#guards
            #[allow(warnings, clippy::all, clippy::pedantic)]
            let #bytes = {
                use #p::bytes::{OfAny as _, OfText as _};
                (&#p::bytes::Bytes(&#text)).bytes()
            };
        );
    }
    if plan.sinks.iter().any(needs_place) {
        guards = quote!(#guards #[allow(unused_imports)] use #p::Place as _;);
    }
    for sink in &plan.sinks {
        if let Keep::Local(start) = &sink.keep {
            // Both arms use a private one: this only tells the compiler the type of the user's, and that it is used.
            let name = restore(&sink.place.expr);
            let used = plan
                .body
                .binding(&sink.place)
                .initialised
                .then(|| quote!(let _ = &#name;));
            guards = quote!(#guards #[allow(warnings, clippy::all, clippy::pedantic)] if false { #used #name = #start; });
        }
    }
    let names = &spelled.names;
    match &values[..] {
        [only] => {
            let name = &names[0];
            (ours_if_parenthesised(only), quote!(#name), guards)
        }
        _ => (quote!((#(#values),*)), quote!((#(#names),*)), guards),
    }
}

/// `(0..n)` of `(0..n).rev()` stands alone now, and the compiler would tell the user to take the parentheses away. They are ours.
fn ours_if_parenthesised(value: &TokenStream) -> TokenStream {
    let mut tokens = value.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => {
            let mut parenthesised = Group::new(Delimiter::Parenthesis, group.stream());
            parenthesised.set_span(Span::mixed_site().located_at(group.span()));
            TokenTree::Group(parenthesised).into()
        }
        _ => value.clone(),
    }
}

/// An operand as it is evaluated, and for chunks that are changed in place the check that they are std's: that needs
/// the trait `head::Cut` in scope.
pub(super) fn operand_value(
    operand: &Expr,
    pulled: bool,
    is_step: bool,
    p: &TokenStream,
) -> (TokenStream, Option<TokenStream>) {
    match exclusive_chunks(operand) {
        _ if pulled => {
            let span = operand.span();
            (quote_spanned!(span=> #p::pulled(#operand)), None)
        }
        Some((call, ours, check)) => {
            let (receiver, arg) = (&call.receiver, &call.args[0]);
            let check = quote!(
                #[allow(warnings, clippy::all, clippy::pedantic)]
                if false { #p::head::is_slice(&#receiver); #p::head::#check(#operand); #p::head::never() }
            );
            (quote!(#receiver.#ours(#arg)), Some(check))
        }
        None if is_step => (quote!(#p::step(#operand)), None),
        None if let Some((items, method, holds)) = skipped(operand) => {
            let skip = Ident::new("skip_while", method);
            // In a place of its own, so that it is dropped after the loop, as std's adapter is.
            (quote!(#p::#skip(#items, &mut { #holds })), None)
        }
        None => (quote!(#operand), None),
    }
}

pub(super) fn step_operands(head: &Head) -> Vec<usize> {
    head.adapters
        .iter()
        .flat_map(|a| match a {
            Adapter::StepBy(n) => vec![*n],
            Adapter::Zip(inner) | Adapter::Chain(inner) | Adapter::ZipCall(inner, _) => {
                step_operands(inner)
            }
            _ => vec![],
        })
        .collect()
}

fn needs_place(sink: &Sink) -> bool {
    match &sink.keep {
        Keep::View { .. } | Keep::Disjoint(_) | Keep::Replay => true,
        Keep::Part(family, _) => !matches!(family, Family::Op(_)),
        _ => false,
    }
}
